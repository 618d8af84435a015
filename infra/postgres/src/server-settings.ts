/**
 * The settings of the embedded server: durable (fsync and synchronous commit stay on), on loopback alone, quick to come back
 * with thousands of schemas, and silent about the text and parameters of statements.
 */
export function serverArguments(directory: string, port: number): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    max_locks_per_transaction: '1024',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_min_messages: 'warning',
    jit: 'off',
    // a cell of 1,000 tenants has more catalog than the server's own 128 MB hold; pages are taken as they are used
    shared_buffers: '512MB',
    max_wal_size: '2GB',
    huge_pages: 'off',
    // ends a connection whose client is gone while a statement runs
    client_connection_check_interval: '2s',
    tcp_keepalives_idle: '30',
  };
  // a crash restart at 1,000 tenants would otherwise open every file of every tenant first
  if (process.platform === 'linux') settings['recovery_init_sync_method'] = 'syncfs';
  return [
    '-D',
    directory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
