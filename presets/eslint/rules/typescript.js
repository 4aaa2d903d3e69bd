// @ts-check
import { table } from './table.js'

/** Rules of ESLint that TypeScript itself answers, better: off in TypeScript files. */
export const answeredByTypeScript = [
  'constructor-super', 'getter-return', 'no-class-assign', 'no-const-assign', 'no-dupe-args', 'no-dupe-class-members', 'no-dupe-keys', 'no-func-assign',
  'no-import-assign', 'no-new-native-nonconstructor', 'no-obj-calls', 'no-redeclare', 'no-setter-return', 'no-this-before-super', 'no-undef', 'no-unreachable',
  'no-unsafe-negation', 'no-with',
]

const unused = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true }

/** Rules of ESLint whose namesake of typescript-eslint knows types: off where the other is on. */
export const replacedInTypeScript = ['no-unused-vars', 'no-loop-func', 'no-shadow']
/** The same, for rules with type information. */
export const replacedWithTypes = ['no-implied-eval', 'no-throw-literal']

/** TypeScript without type information: quick enough for a hook. */
export const typescript = table({
  '@typescript-eslint/ban-ts-comment': ['R', 'A silenced compiler error says why.', '막은 컴파일 오류에는 이유를 적습니다.', { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true, minimumDescriptionLength: 3 }],
  '@typescript-eslint/no-array-constructor': ['R', 'Array(3) makes holes, not a three.', 'Array(3)은 3이 아니라 빈칸을 만듭니다.'],
  '@typescript-eslint/no-duplicate-enum-values': ['R', 'Two members of one value cannot be told apart.', '값이 같은 두 멤버는 구별할 수 없습니다.'],
  '@typescript-eslint/no-empty-object-type': ['R', 'The type {} takes anything but null and undefined.', '{} 타입은 null과 undefined만 빼고 모두 받습니다.', { allowInterfaces: 'with-single-extends' }],
  '@typescript-eslint/no-explicit-any': ['R', 'any switches the compiler off, for everything it touches.', 'any는 닿는 모든 곳에서 컴파일러를 끕니다.'],
  '@typescript-eslint/no-extra-non-null-assertion': ['R', 'A second ! says nothing more.', '두 번째 !는 더 말하는 것이 없습니다.'],
  '@typescript-eslint/no-misused-new': ['R', 'An interface with a constructor, or a class with a method new, is a mix-up.', '생성자를 가진 인터페이스나 new 메서드는 혼동입니다.'],
  '@typescript-eslint/no-namespace': ['R', 'Modules have replaced namespaces.', '네임스페이스는 모듈로 대체되었습니다.', { allowDeclarations: true }],
  '@typescript-eslint/no-non-null-asserted-optional-chain': ['R', 'The ! asserts what the ?. has just doubted.', '?.가 의심한 것을 !가 단정합니다.'],
  '@typescript-eslint/no-non-null-asserted-nullish-coalescing': ['R', 'The ! asserts what the ?? has just doubted.', '??가 의심한 것을 !가 단정합니다.'],
  '@typescript-eslint/no-require-imports': ['R', 'An import is checked by the compiler, a require is not.', 'import는 컴파일러가 검사하지만 require는 아닙니다.', { allowAsImport: true }],
  '@typescript-eslint/no-this-alias': ['R', 'An arrow function keeps this.', '화살표 함수는 this를 유지합니다.'],
  '@typescript-eslint/no-unnecessary-type-constraint': ['R', 'extends unknown says nothing.', 'extends unknown은 말하는 것이 없습니다.'],
  '@typescript-eslint/no-unsafe-declaration-merging': ['R', 'A class merged with an interface promises members that nobody sets.', '인터페이스와 합쳐진 클래스는 아무도 채우지 않는 멤버를 약속합니다.'],
  '@typescript-eslint/no-unsafe-function-type': ['R', 'The type Function takes any arguments and returns any.', 'Function 타입은 아무 인수나 받고 any를 반환합니다.'],
  '@typescript-eslint/no-unused-expressions': ['R', 'An expression without effect is a forgotten call or assignment.', '효과 없는 식은 호출이나 대입을 잊은 것입니다.', { allowShortCircuit: true, allowTernary: true, allowTaggedTemplates: true }],
  '@typescript-eslint/no-unused-vars': ['R', 'What is not used is a leftover, or something forgotten.', '쓰이지 않는 것은 남은 것이거나 잊은 것입니다.', unused],
  '@typescript-eslint/no-wrapper-object-types': ['R', 'String is the object, string the text.', 'String은 객체이고 string이 글입니다.'],
  '@typescript-eslint/prefer-as-const': ['R', 'as const says once what the literal type repeats.', 'as const는 반복되는 리터럴 타입을 한 번에 말합니다.'],
  '@typescript-eslint/prefer-namespace-keyword': ['R', 'module means something else today.', 'module은 이제 다른 뜻입니다.'],
  '@typescript-eslint/triple-slash-reference': ['R', 'An import says the same, and is checked.', 'import가 같은 일을 하며 검사됩니다.', { types: 'prefer-import', path: 'always', lib: 'always' }],
  '@typescript-eslint/no-loop-func': ['S', 'A function made in a loop sees the last value of a changing variable.', '반복에서 만든 함수는 바뀌는 변수의 마지막 값을 봅니다.'],
  '@typescript-eslint/no-shadow': ['S', 'Two things of one name in one place are confused.', '한곳에 같은 이름이 둘이면 헷갈립니다.', { hoist: 'functions', ignoreTypeValueShadow: true, ignoreFunctionTypeParameterNameValueShadow: true }],
  '@typescript-eslint/consistent-type-imports': ['S', 'What is only a type leaves nothing behind in the output.', '타입만 쓰는 import는 출력에 남지 않습니다.'],
  '@typescript-eslint/no-dynamic-delete': ['S', 'A map says what a deleted computed key hides.', '계산된 키를 지우기보다 Map이 뜻을 드러냅니다.'],
  '@typescript-eslint/no-extraneous-class': ['S', 'A class without instances is a module.', '인스턴스가 없는 클래스는 모듈이면 됩니다.', { allowWithDecorator: true }],
  '@typescript-eslint/no-invalid-void-type': ['S', 'void is for return types only.', 'void는 반환 타입에만 씁니다.'],
  '@typescript-eslint/no-non-null-assertion': ['S', 'A ! is a promise that nobody checks.', '!는 아무도 확인하지 않는 약속입니다.'],
  '@typescript-eslint/no-useless-constructor': ['S', 'A constructor that does nothing is a leftover.', '하는 일이 없는 생성자는 남은 코드입니다.'],
  '@typescript-eslint/prefer-literal-enum-member': ['S', 'Members of an enum are read, not computed.', 'enum 멤버는 계산이 아니라 읽는 것입니다.', { allowBitwiseExpressions: true }],
  '@typescript-eslint/unified-signatures': ['S', 'One signature says what two overloads repeat.', '반복되는 두 오버로드는 서명 하나로 충분합니다.'],
  '@typescript-eslint/adjacent-overload-signatures': ['S', 'Overloads stand together.', '오버로드는 붙여 적습니다.'],
  '@typescript-eslint/no-confusing-non-null-assertion': ['S', '`a! == b` is read as `a != b`.', '`a! == b`는 `a != b`로 읽힙니다.'],
  '@typescript-eslint/no-inferrable-types': ['S', 'The value says its type.', '값이 타입을 말해 줍니다.'],
})

/** TypeScript with type information: for CI and the push, not for the commit. */
export const typed = table({
  '@typescript-eslint/await-thenable': ['R', 'Awaiting what is no promise is a forgotten call, or no wait at all.', '프라미스가 아닌 것의 await는 호출을 잊었거나 기다리지 않습니다.'],
  '@typescript-eslint/no-array-delete': ['R', 'Deleting an element leaves a hole.', '요소를 delete하면 빈칸이 남습니다.'],
  '@typescript-eslint/no-base-to-string': ['R', 'The text would be [object Object].', '글이 [object Object]가 됩니다.'],
  '@typescript-eslint/no-duplicate-type-constituents': ['R', 'A type that is there twice is a mistyped one.', '두 번 나온 타입은 잘못 적은 것입니다.'],
  '@typescript-eslint/no-floating-promises': ['R', 'What a promise that nobody awaits throws is lost, or ends the process.', '기다리지 않는 프라미스의 오류는 사라지거나 프로세스를 끝냅니다.'],
  '@typescript-eslint/no-for-in-array': ['R', 'for…in over an array yields texts, and more than the elements.', '배열의 for…in은 문자열을, 요소 아닌 것까지 냅니다.'],
  '@typescript-eslint/no-implied-eval': ['R', 'A string given to a timer is run as code.', '타이머에 준 문자열은 코드로 실행됩니다.'],
  '@typescript-eslint/no-misused-promises': ['R', 'A promise where a value is expected is always truthy, and its error lost.', '값 자리에 온 프라미스는 늘 참이며 오류가 사라집니다.', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/no-redundant-type-constituents': ['R', 'any and unknown swallow the rest of a union.', 'any와 unknown은 유니언의 나머지를 삼킵니다.'],
  '@typescript-eslint/no-unnecessary-type-assertion': ['R', 'An assertion that changes nothing hides when it begins to.', '아무것도 바꾸지 않는 단언은 바뀌기 시작할 때를 숨깁니다.'],
  '@typescript-eslint/no-unsafe-argument': ['R', 'An any goes where a type was promised.', '타입을 약속한 자리에 any가 들어갑니다.'],
  '@typescript-eslint/no-unsafe-assignment': ['R', 'An any is given a name, and spreads.', 'any에 이름이 붙어 퍼집니다.'],
  '@typescript-eslint/no-unsafe-call': ['R', 'An any is called: nobody knows what with.', 'any를 호출합니다. 무엇으로 불리는지 아무도 모릅니다.'],
  '@typescript-eslint/no-unsafe-enum-comparison': ['R', 'An enum compared with another type is never equal, or by accident.', '다른 타입과 비교한 enum은 우연히만 같습니다.'],
  '@typescript-eslint/no-unsafe-member-access': ['R', 'A member of an any is not checked.', 'any의 멤버는 검사되지 않습니다.'],
  '@typescript-eslint/no-unsafe-return': ['R', 'An any leaves the function as something else.', 'any가 다른 것인 척 함수를 나갑니다.'],
  '@typescript-eslint/no-unsafe-unary-minus': ['R', 'Only numbers can be negated.', '음수로 만들 수 있는 것은 수뿐입니다.'],
  '@typescript-eslint/only-throw-error': ['R', 'What is thrown and is no Error has no stack.', 'Error가 아닌 것을 던지면 스택이 없습니다.'],
  '@typescript-eslint/prefer-promise-reject-errors': ['R', 'A rejection that is no Error has no stack.', 'Error가 아닌 거부에는 스택이 없습니다.'],
  '@typescript-eslint/restrict-plus-operands': ['R', 'Text plus number is text.', '글 더하기 수는 글입니다.', { allowNumberAndString: true }],
  '@typescript-eslint/restrict-template-expressions': ['R', 'An object in a sentence is shown as [object Object].', '문장 속 객체는 [object Object]로 보입니다.', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/unbound-method': ['R', 'A method without its object loses this.', '객체를 잃은 메서드는 this도 잃습니다.'],
  '@typescript-eslint/require-await': ['S', 'An async function without await hides that it is none.', 'await가 없는 async 함수는 그렇지 않음을 숨깁니다.'],
  '@typescript-eslint/no-deprecated': ['S', 'What is deprecated goes away.', '더 이상 쓰지 않기로 한 것은 사라집니다.'],
  '@typescript-eslint/no-confusing-void-expression': ['S', 'A value where there is none misleads.', '값이 없는 자리의 값은 오해를 부릅니다.', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-meaningless-void-operator': ['S', 'void before nothing says nothing.', '값 없는 것 앞의 void는 뜻이 없습니다.'],
  '@typescript-eslint/no-misused-spread': ['S', 'Spreading this loses what it is.', '이것을 펼치면 본래의 것을 잃습니다.'],
  '@typescript-eslint/no-mixed-enums': ['S', 'An enum is of numbers or of texts.', 'enum은 수이거나 글입니다.'],
  '@typescript-eslint/no-unnecessary-boolean-literal-compare': ['S', 'A boolean is compared with a boolean: it is the answer itself.', '불리언은 그 자체가 답입니다.'],
  '@typescript-eslint/no-unnecessary-condition': ['S', 'A condition whose answer the types know is dead code.', '타입이 답을 아는 조건은 죽은 코드입니다.', { allowConstantLoopConditions: 'only-allowed-literals' }],
  '@typescript-eslint/no-unnecessary-template-expression': ['S', 'A template around one text is that text.', '글 하나를 감싼 템플릿은 그 글입니다.'],
  '@typescript-eslint/no-unnecessary-type-arguments': ['S', 'A type argument that is the default says nothing.', '기본값과 같은 타입 인수는 뜻이 없습니다.'],
  '@typescript-eslint/no-unnecessary-type-parameters': ['S', 'A type parameter that is used once ties nothing together.', '한 번만 쓰인 타입 매개변수는 잇는 것이 없습니다.'],
  '@typescript-eslint/prefer-reduce-type-parameter': ['S', 'A type argument is checked, an assertion is not.', '타입 인수는 검사되지만 단언은 아닙니다.'],
  '@typescript-eslint/prefer-return-this-type': ['S', 'A chain keeps the type of the derived class.', '체인이 파생 클래스의 타입을 유지합니다.'],
  '@typescript-eslint/related-getter-setter-pairs': ['S', 'What was set is what is got.', '넣은 것과 꺼낸 것의 타입이 같습니다.'],
  '@typescript-eslint/return-await': ['S', 'In a try, a promise is awaited, or its error passes by.', 'try 안의 프라미스를 기다리지 않으면 오류가 지나칩니다.', 'error-handling-correctness-only'],
  '@typescript-eslint/use-unknown-in-catch-callback-variable': ['S', 'What was thrown may be anything.', '던져진 것은 무엇이든 될 수 있습니다.'],
  '@typescript-eslint/switch-exhaustiveness-check': ['S', 'A new member of the union is not overlooked.', '유니언에 새로 생긴 멤버를 놓치지 않습니다.', { considerDefaultExhaustiveForUnions: true }],
})
