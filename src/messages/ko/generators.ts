import { once } from '../../repo/once.ts'
import type { Messages } from '../index.ts'

const meant = (nearest: string | undefined) => nearest === undefined ? '' : ` 혹시 \`${nearest}\`인가요?`
const nothing = '아무것도 쓰지 않았습니다.'

/** Sentences of src/generators and src/commands/new.ts. */
export const generators = once((): Messages['generators'] => ({
  errors: {
    generatorsOff: () => `설정에서 \`generators\`가 꺼져 있습니다. \`conventions new\`를 쓰려면 설정에 \`generators: {}\`를 적으세요. ${nothing}`,
    generatorMissing: (d) => `생성기 이름을 적으세요: ${d.names.join(', ') || '여기에는 하나도 없습니다'}. 자세한 내용은 \`conventions new --list\`에서 볼 수 있습니다.`,
    noGenerator: (d) => `\`${d.name}\` 생성기는 없습니다.${meant(d.nearest)} 전체 목록은 \`conventions new --list\`에서 볼 수 있습니다.`,
    plopfileMissing: (d) => `\`generators.plopfile\`에 적힌 ${d.path} 파일이 없습니다. 설정을 고치거나 그 키를 지우세요. ${nothing}`,
    plopfileThrew: (d) => `${d.path} 파일을 불러오지 못했습니다: ${d.problem}. 파일을 고치거나 \`generators.plopfile: false\`로 두세요. ${nothing}`,
    generatorEnded: (d) => `${d.path} 파일이 생성이 끝나기 전에 프로세스를 끝냈습니다. 생성기에서는 \`process.exit\`를 부르면 안 됩니다. ${nothing}`,
    actionFailed: (d) =>
      `\`${d.generator}\` 생성기의 \`${d.action}\` 동작이 실패했습니다: ${d.problem}.${d.problem.startsWith('File already exists') ? ' `--force <경로>`를 붙이면 그 파일을 덮어씁니다.' : ''} ${nothing}`,
    writesElsewhere: (d) => `\`${d.generator}\` 생성기가 저장소 밖에 쓰려고 해서 막았습니다. 생성기의 경로를 고치세요. ${nothing}`,
    actionsThrew: (d) => `${d.path} 파일의 생성기가 실패했습니다: ${d.problem}. ${nothing}`,
    answersWrong: (d) => `${d.path} 파일의 생성기가 답을 받지 못했습니다: ${d.problem}. ${nothing}`,
    generatorInvalid: (d) => `${d.path} 파일은 올바른 생성기 설명이 아닙니다: ${d.problem}. ${nothing}`,
    templateInvalid: (d) => `${d.path} 템플릿을 채우지 못했습니다: ${d.problem}. ${nothing}`,
    injectMissing: (d) => `고쳐야 할 ${d.path} 파일이 없습니다. 먼저 만드세요. ${nothing}`,
    markerMissing: (d) => `${d.path} 파일에 쓸 자리를 표시하는 \`${d.marker}\` 줄이 없습니다. 그 줄을 넣으세요. ${nothing}`,
    madeTwice: (d) => `생성기가 ${d.path} 파일을 두 번 만듭니다. 템플릿을 고치세요. ${nothing}`,
    tooManyAnswers: (d) => `\`${d.generator}\` 생성기가 받는 답: ${d.names.join(', ') || '없음'}. 공백이 있는 값은 따옴표로 묶으세요.`,
    unknownAnswer: (d) => `\`${d.generator}\` 생성기는 \`${d.name}\` 값을 묻지 않습니다.${meant(d.nearest)} 묻는 것: ${d.names.join(', ') || '없음'}`,
    answerMissing: (d) =>
      `\`${d.generator}\` 생성기에는 \`${d.name}\` 답이 필요한데 물어볼 사람이 없습니다. \`conventions new ${d.generator} -- --${d.name} <값>\`처럼 적으세요. ${nothing}`,
    answerInvalid: (d) => `\`${d.name}\`의 답으로 \`${d.value}\` 값은 쓸 수 없습니다. 쓸 수 있는 값: ${d.expected}. ${nothing}`,
    lintFailed: (d) => `생성한 코드에서 ${d.tool} 오류가 나왔습니다. 템플릿을 고치거나 --no-polish를 붙이세요. ${nothing}\n${d.output}`,
    toolFailed: (d) => `${d.tool} 도구가 생성한 코드를 정리하지 못했습니다. 도구 설정을 고치거나 --no-polish를 붙이세요. ${nothing}\n${d.output}`,
    forceUnused: (d) => `\`--force ${d.path}\`: 이 생성기가 덮어쓸 파일이 아닙니다.${meant(d.nearest)} ${nothing}`,
    wouldOverwrite: (d) => `내용이 사라질 파일 ${d.paths.length}개: ${d.paths.join(', ')}. 없어져도 되는 파일은 하나씩 \`--force <경로>\`로 적으세요. ${nothing}`,
  },
  title: (generator, n) => `${generator}: 파일 ${n}개:`,
  question: (n) => `파일 ${n}개를 쓸까요?`,
  done: (n) => `파일 ${n}개를 썼습니다. \`conventions undo\`로 되돌릴 수 있습니다.`,
  nothing: '할 일이 없습니다. 이미 모두 있습니다.',
  lossesHow: '없어져도 되는 파일은 하나씩 --force <경로>로 적으세요.',
  which: '무엇을 만들까요?',
  reason: (generator) => `${generator} 생성기가 만든 파일`,
  removes: (path) => `${path} 파일이 지워집니다`,
  overwrites: (path) => `${path} 파일의 내용이 모두 바뀝니다`,
  nameExpected: '이름: 글자, 숫자, 공백, `-`, `_`',
  lineExpected: '한 줄의 글',
  yes: '예',
  no: '아니요',
}))
