// @ts-check
import { table } from './table.js'

/** Programs that Node runs (eslint-plugin-n 18). */
export const node = table({
  'n/no-deprecated-api': ['R', 'What Node has deprecated goes away.', 'Node가 폐기한 API는 사라집니다.'],
  'n/no-exports-assign': ['R', 'Assigning to exports exports nothing.', 'exports에 대입하면 아무것도 내보내지 않습니다.'],
  'n/no-path-concat': ['R', 'A path joined by + is wrong on some platform.', '+로 이은 경로는 플랫폼에 따라 틀립니다.'],
  'n/no-new-require': ['R', '`new require(…)` makes an instance of require.', '`new require(…)`는 require의 인스턴스를 만듭니다.'],
  'n/process-exit-as-throw': ['R', 'Tells the other rules that process.exit does not return.', 'process.exit가 돌아오지 않음을 다른 규칙에 알립니다.'],
  'n/hashbang': ['S', 'A program in `bin` without #! does not start.', '`bin`의 프로그램은 #! 없이 시작되지 않습니다.'],
  'n/no-process-exit': ['S', 'process.exit cuts off output that is under way: throw, or set exitCode.', 'process.exit는 진행 중인 출력을 끊습니다. 던지거나 exitCode를 정하세요.'],
  'n/prefer-node-protocol': ['S', 'node: tells a module of Node from a package of that name.', 'node:는 Node 모듈을 같은 이름의 패키지와 구별합니다.'],
  'n/no-sync': ['S', 'A synchronous call holds up everything else.', '동기 호출은 다른 모든 것을 멈춥니다.', { allowAtRootLevel: true }],
})

/** Programs that browsers run. */
export const browser = table({
  'no-alert': ['R', 'alert stops the page and looks different everywhere.', 'alert는 페이지를 멈추고 어디서나 다르게 보입니다.'],
  'no-restricted-globals': [
    'R', 'Globals such as `name` and `event` are there by accident: a variable was forgotten.', '`name`, `event` 같은 전역은 우연히 있는 것입니다. 변수 선언을 잊은 것입니다.',
    ...['event', 'name', 'length', 'status', 'parent', 'top', 'open', 'close', 'find', 'stop', 'print', 'origin', 'closed', 'self'].map((name) => ({ name, message: `Say window.${name} if you mean it.` })),
  ],
})

/** Imports (eslint-plugin-import-x 4), as far as one file is enough to tell. */
export const imports = table({
  'import-x/no-duplicates': ['R', 'Two imports of one module are one.', '같은 모듈의 import는 하나로 합칩니다.'],
  'import-x/no-self-import': ['R', 'A module that imports itself is a mistyped path.', '자신을 import하는 것은 경로를 잘못 적은 것입니다.'],
  'import-x/no-absolute-path': ['R', 'The path exists on one machine only.', '그 경로는 한 컴퓨터에만 있습니다.'],
  'import-x/no-webpack-loader-syntax': ['R', 'Only one bundler understands it.', '한 번들러만 이해합니다.'],
  'import-x/no-mutable-exports': ['R', 'An export that changes surprises whoever imported it.', '바뀌는 export는 import한 쪽을 놀라게 합니다.'],
  'import-x/no-empty-named-blocks': ['R', 'An import of nothing is a leftover.', '아무것도 가져오지 않는 import는 남은 것입니다.'],
  'import-x/first': ['S', 'Imports run first, wherever they stand.', 'import는 어디에 있든 먼저 실행됩니다.'],
  'import-x/newline-after-import': ['S', 'Where the imports end is seen at a glance.', 'import가 끝나는 곳이 한눈에 보입니다.'],
  'import-x/order': [
    'S', 'One order of imports: no needless conflicts.', 'import 순서가 하나면 쓸데없는 충돌이 없습니다.',
    { groups: ['builtin', 'external', 'internal', 'parent', 'sibling', 'index'], alphabetize: { order: 'asc', caseInsensitive: true } },
  ],
})

/** Text in code, Korean included. */
export const unicode = table({
  'conventions/no-confusables': ['R', 'A letter that looks like a Latin one, inside a Latin name, makes another name.', '로마자처럼 보이는 다른 글자가 섞이면 다른 이름이 됩니다.'],
  'conventions/no-bidi': ['R', 'Characters that turn the direction of text show other code than what runs.', '글의 방향을 바꾸는 문자는 실행되는 것과 다른 코드를 보여 줍니다.'],
  'conventions/no-decomposed': ['R', 'Decomposed Hangul (NFD, as macOS names files) looks the same and compares unequal.', '자모가 풀린 한글(NFD)은 같아 보여도 다르게 비교됩니다.'],
  'conventions/identifiers': ['R', 'Names are in the letters that the team agreed on.', '이름은 팀이 정한 문자로 짓습니다.'],
})
