-- How a place's person is called there, as long as the account was not proven there: by whoever invited them, or by themselves when they
-- took the invitation up with a password of the place's own. So a tenant learns no name that another one knows. Null: the account's.

ALTER TABLE control.memberships
  ADD COLUMN name text CHECK (length(name) BETWEEN 1 AND 320);
-- invitations of before: by what the tenant wrote for certain
UPDATE control.memberships m SET name = u.email FROM control.users u WHERE u.id = m.user_id AND m.status = 'invited';
