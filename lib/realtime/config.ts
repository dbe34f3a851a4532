/** What a browser needs to connect. `host` null: the host that the page came from. */
export type RealtimeConfig = { key: string } & ({ cluster: string } | { host: string | null; port: number; tls: boolean });
