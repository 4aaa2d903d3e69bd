import { once } from '../../repo/once.ts'

const meant = (nearest: string | undefined) => nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
const nothing = 'Nothing was written.'

/** Sentences of src/generators and src/commands/new.ts. */
export const generators = once(() => ({
  errors: {
    generatorsOff: () => `\`generators\` is switched off in the config. Give it a section there (\`generators: {}\`) to use \`conventions new\`. ${nothing}`,
    generatorMissing: (d: { names: readonly string[] }) => `Name a generator: ${d.names.join(', ') || 'there is none here'}. \`conventions new --list\` tells more.`,
    noGenerator: (d: { name: string, nearest: string | undefined }) => `There is no generator \`${d.name}\`.${meant(d.nearest)} \`conventions new --list\` lists them.`,
    plopfileMissing: (d: { path: string }) => `\`generators.plopfile\` names ${d.path}, which is not there. Correct the config, or leave the key out. ${nothing}`,
    plopfileThrew: (d: { path: string, problem: string }) => `${d.path} could not be loaded: ${d.problem}. Correct it, or set \`generators.plopfile: false\`. ${nothing}`,
    generatorEnded: (d: { path: string }) => `${d.path} ended the process before the generator was done. Generators must not call \`process.exit\`. ${nothing}`,
    actionFailed: (d: { generator: string, action: string, problem: string }) =>
      `The generator \`${d.generator}\` failed at \`${d.action}\`: ${d.problem}.${d.problem.startsWith('File already exists') ? ' `--force <path>` lets it write over that file.' : ''} ${nothing}`,
    writesElsewhere: (d: { generator: string }) => `The generator \`${d.generator}\` wants to write outside of the repository, which is not allowed. Correct its paths. ${nothing}`,
    actionsThrew: (d: { path: string, problem: string }) => `A generator of ${d.path} failed: ${d.problem}. ${nothing}`,
    answersWrong: (d: { path: string, problem: string }) => `A generator of ${d.path} did not get its answers: ${d.problem}. ${nothing}`,
    generatorInvalid: (d: { path: string, problem: string }) => `${d.path} is no valid description of a generator: ${d.problem}. ${nothing}`,
    templateInvalid: (d: { path: string, problem: string }) => `The template ${d.path} cannot be filled: ${d.problem}. ${nothing}`,
    injectMissing: (d: { path: string }) => `${d.path} is to be edited, but is not there. Make it first. ${nothing}`,
    markerMissing: (d: { path: string, marker: string }) => `${d.path} has no line with \`${d.marker}\`, which marks where to write. Add that line. ${nothing}`,
    madeTwice: (d: { path: string }) => `The generator makes ${d.path} twice. Correct its templates. ${nothing}`,
    tooManyAnswers: (d: { generator: string, names: readonly string[] }) => `\`${d.generator}\` takes ${d.names.length === 0 ? 'no answers' : `these answers: ${d.names.join(', ')}`}. Put what has spaces in quotes.`,
    unknownAnswer: (d: { generator: string, name: string, nearest: string | undefined, names: readonly string[] }) =>
      `\`${d.generator}\` asks for nothing called \`${d.name}\`.${meant(d.nearest)} It asks for: ${d.names.join(', ') || 'nothing'}.`,
    answerMissing: (d: { generator: string, name: string }) =>
      `\`${d.generator}\` needs an answer for \`${d.name}\`, and nobody can be asked. Write \`conventions new ${d.generator} -- --${d.name} <value>\`. ${nothing}`,
    answerInvalid: (d: { name: string, value: string, expected: string }) => `\`${d.value}\` is no answer for \`${d.name}\`. Expected: ${d.expected}. ${nothing}`,
    lintFailed: (d: { tool: string, output: string }) => `${d.tool} finds mistakes in what was generated. Correct the template, or say --no-polish. ${nothing}\n${d.output}`,
    toolFailed: (d: { tool: string, output: string }) => `${d.tool} could not format what was generated. Mend its set-up, or say --no-polish. ${nothing}\n${d.output}`,
    forceUnused: (d: { path: string, nearest: string | undefined }) => `\`--force ${d.path}\` names no file that this generator would write over.${meant(d.nearest)} ${nothing}`,
    wouldOverwrite: (d: { paths: readonly string[] }) => `${count(d.paths.length, 'file')} of yours would be lost: ${d.paths.join(', ')}. Name each with \`--force <path>\` to let it go. ${nothing}`,
  },
  title: (generator: string, n: number) => `${generator}: ${count(n, 'file')}:`,
  question: (n: number) => `Write ${count(n, 'file')}?`,
  done: (n: number) => `${count(n, 'file')} written. \`conventions undo\` takes it back.`,
  nothing: 'Nothing to do: everything is there already.',
  lossesHow: 'Name each with --force <path> to let it go.',
  which: 'What shall be made?',
  reason: (generator: string) => `made by the generator ${generator}`,
  removes: (path: string) => `${path} would be removed`,
  overwrites: (path: string) => `${path} would be written over, with all that is in it`,
  nameExpected: 'a name: letters, digits, spaces, `-` and `_`',
  lineExpected: 'one line of text',
  yes: 'Yes',
  no: 'No',
}))
