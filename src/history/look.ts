import { spawn } from 'node:child_process'
import { ConventionsError } from '../errors.ts'
import { ask, readHead, settings, spooled, surroundings, tagFormat, tagsIn, type Head, type Log, type Where } from './read.ts'
import { commitFormat } from './records.ts'
import { openSpool, type Spool } from './spool.ts'
import type { Tag } from './types.ts'

/** What a release begins with. */
export interface Look {
  readonly head: Head
  /** Those that HEAD contains. */
  readonly tags: readonly Tag[]
  /** The commits since what is likely to be the last release, which git prints meanwhile. To be stopped. */
  readonly log?: Log
}

// No name of a ref holds a tab; a subject may, and stands last.
const format = `--format=%(HEAD)%(refname)%09${tagFormat.replaceAll('%00', '%09')}%09%(parent)%09%(contents:subject)`

/**
 * Prints the refs, the object of the highest tag such as `v1.2.3` or `1.2.3`, and the commits since that. $1: the format of refs, $2: of commits.
 * One program, for each that Node starts holds it up about as long as git takes to answer.
 */
const script = `
refs=$(git ${settings.join(' ')} for-each-ref --merged=HEAD --sort=-version:refname "$1" refs/heads refs/tags) || exit
object= tab=$(printf '\\t') IFS='
'
set -f
for line in $refs; do
  name=\${line#" refs/tags/"}
  version=\${name%%"$tab"*}
  case \${version#v} in
    *[!0-9.]* | *.*.*.*) ;;
    [0-9]*.[0-9]*.[0-9]*) fields=\${name#*"$tab"*"$tab"} object=\${fields%%"$tab"*}; break ;;
  esac
done
printf '%s\\n\\0%s\\0' "$refs" "$object"
[ "$object" = '' ] || exec git ${settings.join(' ')} log -z "$2" HEAD "^$object" --
`

/**
 * HEAD and the tags that it contains; where there are a shell and files without a name, also the commits since the last release. Throws what
 * `readCommits` does.
 */
export async function lookAround(where: Where): Promise<Look> {
  const asked = askAll(where)
  const answer = await asked?.heading
  if (asked !== undefined && answer !== undefined) {
    const look = await lookAt(where, answer.refs)
    const from = look.tags.find(({ object }) => object === answer.object)?.commit
    if (from !== undefined) return { ...look, log: { from, each: (give) => spooled(where, { not: [from] }, { ...asked, at: answer.length }, give), stop: asked.stop } }
  }
  asked?.stop()
  return lookAt(where, answer?.refs ?? await ask(where, ['for-each-ref', '--merged=HEAD', format, 'refs/heads', 'refs/tags']))
}

async function lookAt(where: Where, refs: string): Promise<Look> {
  const lines = refs.split('\n').slice(0, -1)
  const [,, hash = '',,,, parents = '', ...subject] = lines.find((line) => line.startsWith('*'))?.split('\t') ?? []
  const tags = lines.filter((line) => line.startsWith(' refs/tags/')).flatMap((line) => tagsIn(line.split('\t').slice(1, 6).join('\0')))
  // Where no branch is checked out, or HEAD is a merge.
  return { tags, head: hash === '' || parents.includes(' ') ? await readHead(where) : { hash, subjects: [subject.join('\t')] } }
}

interface Asked {
  readonly spool: Spool
  /** Throws `gitFailed` where there is no shell, or git says no: then it is asked once more, and says why. */
  readonly ended: Promise<void>
  /** What stands before the commits, and where they begin; undefined where nothing came. */
  readonly heading: Promise<{ readonly refs: string, readonly object: string, readonly length: number } | undefined>
  stop(): void
}

/** Starts the script; undefined where what it prints can wait nowhere. */
function askAll(where: Where): Asked | undefined {
  const spool = openSpool()
  if (spool === undefined) return undefined
  const child = spawn('sh', ['-c', script, 'sh', format, `--format=${commitFormat}`], { ...surroundings(where), stdio: ['ignore', spool.descriptor, 'ignore'] })
  const ended = new Promise<void>((resolve, reject) => {
    const failed = () => reject(new ConventionsError('gitFailed', { command: 'git log', output: '' }))
    child.once('error', failed)
    child.once('close', (code) => code === 0 ? resolve() : failed())
  })
  let open = true
  return {
    spool, ended, heading: headingOf(spool, ended).catch(() => undefined),
    stop() {
      if (open) child.kill()
      spool.close()
      open = false
    },
  }
}

async function headingOf(spool: Spool, ended: Promise<void>) {
  let text = Buffer.alloc(0)
  await spool.drain(ended, (piece) => {
    text = Buffer.concat([text, piece])
    return text.indexOf(0, text.indexOf(0) + 1) <= text.indexOf(0)
  })
  const first = text.indexOf(0)
  const second = text.indexOf(0, first + 1)
  return second > first ? { refs: text.toString('utf8', 0, first), object: text.toString('utf8', first + 1, second), length: second + 1 } : undefined
}
