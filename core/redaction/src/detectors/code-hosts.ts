/** Keys of code hosts, package registries and builders' tools, by the prefixes that their makers publish. Data, one row each. */
import { patternDetector, tokenDetector as token, type Detector } from '../detector.ts';

export const codeHostDetectors: readonly Detector[] = [
  token('github_token', ['ghp_', 'gho_', 'ghu_', 'ghr_'], /[A-Za-z0-9]{36,255}/),
  token('github_token', ['ghs_'], /[A-Za-z0-9_.-]{36,1024}/),
  token('github_token', ['github_pat_'], /[A-Za-z0-9_]{40,255}/),
  token(
    'gitlab_token',
    ['glpat-', 'gldt-', 'glft-', 'glrt-', 'glrtr-', 'glcbt-'],
    /[A-Za-z0-9_.-]{20,300}(?![A-Za-z0-9_.-])/,
  ),
  token('gitlab_token', ['glsoat-', 'GR1348941'], /[A-Za-z0-9_-]{20,50}(?![A-Za-z0-9_-])/),
  token('gitlab_token', ['glimt-'], /[A-Za-z0-9_-]{25}(?![A-Za-z0-9_-])/),
  token('gitlab_token', ['glptt-'], /[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/),
  token('gitlab_token', ['glagent-'], /[A-Za-z0-9_-]{50,1024}/),
  token('gitlab_token', ['gloas-'], /[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])/),
  token('atlassian_token', ['ATATT3xFfG', 'ATCTT3xFfG', 'ATBB'], /[A-Za-z0-9_=-]{28,400}/),
  token('npm_token', ['npm_'], /[A-Za-z0-9]{36}(?![A-Za-z0-9])/),
  patternDetector(
    'secret',
    'npm_token',
    ['_authToken'],
    /\/\/[A-Za-z0-9.-]{1,200}\/[A-Za-z0-9._/-]{0,200}:_authToken=\s{0,8}((?:npm_)?[A-Za-z0-9-]{8,200})/,
    { group: 1 },
  ),
  token('pypi_token', ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'], /[A-Za-z0-9_-]{70,1024}/),
  token('rubygems_key', ['rubygems_'], /[a-f0-9]{48}/),
  token('crates_token', ['cio'], /[A-Za-z0-9]{32}(?![A-Za-z0-9])/),
  token('nuget_key', ['oy2'], /[a-z0-9]{43}(?![A-Za-z0-9])/),
  token('docker_token', ['dckr_pat_', 'dckr_oat_'], /[A-Za-z0-9_-]{27,64}/),
  patternDetector(
    'secret',
    'artifactory_token',
    ['AKC', 'AP'],
    /(?<![^\s=:"'])(?:AKC[A-Za-z0-9]{10,128}|AP[0-9A-F][A-Za-z0-9]{8,128})(?![A-Za-z0-9])/,
    {
      accept: (_found, match) =>
        !/artifactory:_password=$/.test(match.input.slice(Math.max(0, match.index - 22), match.index)),
    },
  ),
  token('circleci_token', ['CCIPAT_', 'CCIPRJ_'], /[A-Za-z0-9_]{30,120}/),
  token('postman_key', ['PMAK-'], /[a-f0-9]{24}-[a-f0-9]{34}/),
  token('figma_token', ['figd_'], /[A-Za-z0-9_-]{40,80}/),
  token('linear_key', ['lin_api_', 'lin_oauth_'], /[A-Za-z0-9]{40,80}/),
  token('notion_token', ['ntn_'], /[0-9]{11}[A-Za-z0-9]{35}(?![A-Za-z0-9])/),
  token('airtable_token', ['pat'], /[A-Za-z0-9]{14}\.[a-f0-9]{64}/),
];
