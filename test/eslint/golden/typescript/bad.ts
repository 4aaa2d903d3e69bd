// @ts-ignore
import fs = require('fs')
export function wrong(given: any, run: Function, box: {}): String {
  const self = this
  given?.name!
  var name: 'a' = 'a'
  return fs.readFileSync(run(self, box, name))
}
