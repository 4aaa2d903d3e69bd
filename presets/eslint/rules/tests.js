// @ts-check
import { table } from './table.js'

/** @typedef {import('./table.js').Row} Row */

const focused = /** @type {Row} */ (['R', 'A focused test switches all others off.', '집중(only) 테스트는 나머지를 모두 끕니다.'])
const disabled = /** @type {Row} */ (['S', 'A test that is switched off is forgotten.', '꺼 둔 테스트는 잊힙니다.'])
const title = /** @type {Row} */ (['R', 'Two tests of one name cannot be told apart in the report.', '이름이 같은 두 테스트는 보고서에서 구별되지 않습니다.'])
const conditional = /** @type {Row} */ (['S', 'An expectation in a condition may never be asked.', '조건 안의 expect는 실행되지 않을 수 있습니다.'])
const standalone = /** @type {Row} */ (['R', 'An expectation outside a test fails nothing.', '테스트 밖의 expect는 아무것도 실패시키지 않습니다.'])
const describeCallback = /** @type {Row} */ (['R', 'An async describe loses its tests.', 'async describe는 테스트를 잃습니다.'])
const validExpect = /** @type {Row} */ (['R', 'An expect without a matcher, or not awaited, asks nothing.', 'matcher가 없거나 기다리지 않은 expect는 아무것도 묻지 않습니다.'])
const inPromise = /** @type {Row} */ (['R', 'An expectation in a promise that nobody awaits comes too late.', '기다리지 않은 프라미스 안의 expect는 너무 늦습니다.'])
const interpolation = /** @type {Row} */ (['R', 'A snapshot with a value in it is written anew each time.', '값을 끼워 넣은 스냅숏은 매번 새로 적힙니다.'])
const mocks = /** @type {Row} */ (['R', 'An import from __mocks__ is another module than the mocked one.', '__mocks__에서 import하면 다른 모듈이 됩니다.'])
const commented = /** @type {Row} */ (['S', 'A test in a comment is forgotten.', '주석 속의 테스트는 잊힙니다.'])
const without = /** @type {Row} */ (['S', 'A test that expects nothing cannot fail.', '아무것도 기대하지 않는 테스트는 실패할 수 없습니다.', { assertFunctionNames: ['expect', 'expect*', 'assert*', 'verify*', 'fc.assert'] }])

/** Vitest (@vitest/eslint-plugin 1). */
export const vitest = table({
  'vitest/no-focused-tests': focused,
  'vitest/no-identical-title': title,
  'vitest/no-standalone-expect': standalone,
  'vitest/valid-describe-callback': describeCallback,
  // The second argument of Vitest's expect is a message.
  'vitest/valid-expect': [...validExpect, { maxArgs: 2 }],
  'vitest/valid-expect-in-promise': inPromise,
  'vitest/no-interpolation-in-snapshots': interpolation,
  'vitest/no-mocks-import': mocks,
  'vitest/no-import-node-test': ['R', 'A test of node:test is not run by Vitest.', 'node:test의 테스트는 Vitest가 실행하지 않습니다.'],
  'vitest/no-disabled-tests': disabled,
  'vitest/no-commented-out-tests': commented,
  'vitest/no-conditional-expect': conditional,
  'vitest/expect-expect': without,
})

/** Jest (eslint-plugin-jest 29). */
export const jest = table({
  'jest/no-focused-tests': focused,
  'jest/no-identical-title': title,
  'jest/no-standalone-expect': standalone,
  'jest/valid-describe-callback': describeCallback,
  'jest/valid-expect': validExpect,
  'jest/valid-expect-in-promise': inPromise,
  'jest/no-interpolation-in-snapshots': interpolation,
  'jest/no-mocks-import': mocks,
  'jest/no-export': ['R', 'Whoever imports a test file runs its tests.', '테스트 파일을 import하면 테스트가 실행됩니다.'],
  'jest/no-done-callback': ['R', 'A done that is never called hangs, one that throws is lost.', '불리지 않은 done은 멈추고, 던져진 오류는 사라집니다.'],
  'jest/no-jasmine-globals': ['R', 'Jasmine is gone from Jest.', 'Jest에는 이제 Jasmine이 없습니다.'],
  'jest/no-deprecated-functions': ['R', 'What Jest has deprecated goes away.', 'Jest가 폐기한 함수는 사라집니다.'],
  'jest/no-test-prefixes': ['S', 'One way to skip and focus.', '건너뛰기와 집중을 한 가지로 적습니다.'],
  'jest/no-disabled-tests': disabled,
  'jest/no-commented-out-tests': commented,
  'jest/no-conditional-expect': conditional,
  'jest/expect-expect': without,
})
