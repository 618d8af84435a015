/**
 * Runs the offline verifier over a tenant's own journal, exactly as an auditor would over the exported file, and keeps what it
 * found: when, by whom, to which sizes, each check.
 */
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { verifyEd25519 } from '@gamut/crypto/sign';
import type { TenantRef } from '@gamut/database/database';
import type { ExportReport } from '@gamut/journal/export-report';
import { verifyExport } from '@gamut/journal/verify-export';
import { exportJournal, journalVkey, type ExportParts } from './export-journal.ts';

/** @param by the name of who asked */
export async function verifyJournal(
  parts: ExportParts,
  tenant: TenantRef,
  by: string,
): Promise<ExportReport> {
  const nowMs = parts.clock.nowMs();
  const report = await verifyExport(
    bytesOf(exportJournal(parts, tenant)),
    { key: journalVkey(parts.signer), witness: parts.witness ?? undefined, nowMs },
    { sha256, startSha256, verifyEd25519 },
  );
  const sizes = Object.fromEntries(report.streams.map((stream) => [stream.stream, stream.entries]));
  await parts.db.tenant(tenant, (tx) =>
    tx.query(
      `INSERT INTO journal_verifications (at, outcome, by, sizes, checks) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (at) DO NOTHING`,
      [
        new Date(nowMs).toISOString(),
        report.outcome,
        by,
        JSON.stringify(sizes),
        JSON.stringify(report.checks),
      ],
    ),
  );
  return report;
}

async function* bytesOf(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
