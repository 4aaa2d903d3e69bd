import type { PackageOptions } from '../schema.ts'

/** What a machine needs to talk to a service that a container runs: on Linux its client, which starts no second server. */
export function serviceTool(image: unknown): { readonly id: string, readonly options?: Partial<PackageOptions> }[] {
  // registry/group/name:tag@digest
  const [, name = '', tag = ''] = typeof image === 'string' ? /^(?:.*\/)?([\w.-]+)(?::([\w.-]+))?(?:@.*)?$/.exec(image) ?? [] : []
  const major = /^(?:pg)?(\d+)/.exec(tag)?.[1]
  switch (name) {
    case 'postgres': case 'postgis': case 'pgvector': case 'timescaledb': case 'postgresql': return [{ id: 'postgres', options: postgres(major) }]
    case 'mysql': return [{ id: 'mysql-client' }]
    case 'mariadb': return [{ id: 'mariadb', options: { apt: 'mariadb-client', dnf: 'mariadb' } }]
    case 'redis': case 'valkey': return [{ id: 'redis', options: { apt: 'redis-tools' } }]
    case 'mongo': return [{ id: 'mongosh', options: { optional: true } }]
    default: return []
  }
}

/** Homebrew keeps a formula for each supported major version; none of them starts by itself. */
function postgres(major: string | undefined): Partial<PackageOptions> {
  const version = major !== undefined && Number(major) >= 14 && Number(major) <= 18 ? major : '17'
  return {
    ...version === '17' ? {} : { brew: { formula: `postgresql@${version}`, link: true }, winget: `PostgreSQL.PostgreSQL.${version}` },
    apt: 'postgresql-client', dnf: 'postgresql',
  }
}
