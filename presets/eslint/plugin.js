// @ts-check

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */

const latin = /\p{Script=Latin}/u
const lookalike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u
/** Letters of other scripts that cannot be told from Latin ones: a name that consists of them looks Latin. */
const onlyLookalikes = /^[аеорсухіјѕԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοＡ-Ｚａ-ｚ_$0-9]+$/u
const names = { ascii: /^[\x20-\x7E]*$/, hangul: /^[\x20-\x7E\p{Script=Hangul}]*$/u }

/** A rule about each name in the code. @param {string} text @param {(name: string, option: unknown) => boolean} wrong @returns {RuleModule} */
const aboutNames = (text, wrong) => ({
  meta: { type: 'problem', docs: { description: text }, messages: { wrong: text }, schema: [{ enum: ['ascii', 'hangul', 'any'] }] },
  create: (context) => {
    const check = (/** @type {any} */ node) => {
      if (wrong(node.name, context.options[0])) context.report({ node, messageId: 'wrong', data: { name: node.name } })
    }
    return { Identifier: check, PrivateIdentifier: check, JSXIdentifier: check }
  },
})

/** A rule about the whole text. @param {string} text @param {RegExp} pattern @returns {RuleModule} */
const aboutText = (text, pattern) => ({
  meta: { type: 'problem', docs: { description: text }, messages: { wrong: text }, schema: [] },
  create: (context) => ({
    Program() {
      const { sourceCode } = context
      for (const { index, 0: found } of sourceCode.text.matchAll(pattern)) {
        const code = [...found].map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
        context.report({ loc: { start: sourceCode.getLocFromIndex(index), end: sourceCode.getLocFromIndex(index + found.length) }, messageId: 'wrong', data: { code } })
      }
    },
  }),
})

/** ESLint before 10 does not see that JSX uses what it names. @type {RuleModule} */
const jsxUsesVars = {
  meta: { type: 'problem', docs: { description: 'What JSX names counts as used.' }, schema: [] },
  create: ({ sourceCode }) => ({
    JSXOpeningElement(/** @type {any} */ node) {
      let name = node.name
      while (name.type === 'JSXMemberExpression') name = name.object
      if (name.type === 'JSXIdentifier') sourceCode.markVariableAsUsed(name.name, node)
    },
  }),
}

/** Our own rules, under the name `conventions`. */
export const conventionsPlugin = {
  meta: { name: 'conventions', namespace: 'conventions' },
  rules: {
    'jsx-uses-vars': jsxUsesVars,
    'no-confusables': aboutNames(
      'The name {{name}} looks like a Latin one and holds letters of another script.',
      (name) => latin.test(name) && lookalike.test(name) || onlyLookalikes.test(name) && /[^\x20-\x7E]/.test(name),
    ),
    'identifiers': aboutNames(
      'The name {{name}} holds letters that the team does not use in names.',
      (name, letters) => (letters === 'ascii' || letters === 'hangul') && !names[letters].test(name),
    ),
    // Unicode TR 36 §3.2; https://trojansource.codes
    'no-bidi': aboutText('{{code}} turns the direction of the text that follows.', /[\u202A-\u202E\u2066-\u2069]/gu),
    // Conjoining jamo: a leading consonant, a vowel, perhaps a final one (Unicode 3.12).
    'no-decomposed': aboutText('{{code}} is decomposed Hangul: write the syllable as one character (NFC).', /[\u1100-\u115F\uA960-\uA97C][\u1160-\u11A7\uD7B0-\uD7C6][\u11A8-\u11FF\uD7CB-\uD7FB]?/gu),
  },
}
