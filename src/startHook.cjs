'use strict'
// What the hook files start: hook.cjs, where the Node that was found can run it. It must parse on any Node, so: ES5, like launcher.cjs.

// The first that hook.cjs runs on; what it does besides checking messages takes what `engines` of package.json says.
var oldest = process.argv[2] === 'commit-msg' ? 20 : 22

if (parseInt(process.versions.node, 10) < oldest) {
  // toolkit.sh looks for another one.
  process.exitCode = 3
} else {
  try {
    require('./hook.cjs')
  } catch (error) {
    // Not 1, which means that something differs: nobody is kept from working by our mistake.
    console.error(error)
    process.exitCode = 2
  }
}
