// Starts a whole Bluesky of its own: directory, personal data server and, with "full", the AppView that counts.
// Writes where everything is to the file READY and ends cleanly when asked to.
import './loopback.mjs'
import fs from 'node:fs'
import { TestNetwork, TestNetworkNoAppView } from '@atproto/dev-env'

const pds = { hostname: 'localhost', enableDidDocWithSession: true }
const network =
  process.argv[2] === 'full'
    ? await TestNetwork.create({ dbPostgresSchema: 'harbour', pds })
    : await TestNetworkNoAppView.create({ pds })

const places = { pds: network.pds.url, directory: network.plc.url, appview: network.bsky?.url ?? null }
fs.writeFileSync(`${process.env.READY}.part`, JSON.stringify(places))
fs.renameSync(`${process.env.READY}.part`, process.env.READY)

async function end() {
  setTimeout(() => process.exit(0), 5000).unref()
  await network.close().catch(() => {})
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end)
