// What the hook files start: hook.ts, where the Node that was found can run it. It must parse on any Node, as a module or not: no import but the one call.

/** The first that hook.ts runs on; what it does besides checking messages takes what `engines` of package.json says. */
const oldest = process.argv[2] === 'commit-msg' ? 20 : 22

if (Number.parseInt(process.versions.node, 10) < oldest) {
  // toolkit.sh looks for another one.
  process.exitCode = 3
} else {
  import('./hook.ts').catch((error: unknown) => {
    // Not 1, which means that something differs: nobody is kept from working by our mistake.
    console.error(error)
    process.exitCode = 2
  })
}
