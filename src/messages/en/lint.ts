import { once } from '../../repo/once.ts'

/** Sentences of src/commits about a message that does not keep to the convention. Values come as they are in the message. */
export const lint = once(() => ({
  errors: {
  },
  problems: {
    unit: { columns: 'columns', 'code-units': 'characters' },
    shape: (shape: string) => `The first line has the form \`${shape}\`.`,
    typeUnknown: (type: string, types: string) => `"${type}" is not one of the types: ${types}.`,
    subjectMissing: 'The subject is missing: say in a few words what the commit does.',
    subjectLower: 'The subject does not begin with a capital letter.',
    subjectSentence: 'The subject begins with a capital letter.',
    subjectFullStop: 'The subject has no full stop at its end.',
    headerLong: (length: number, max: number, unit: string) => `The first line is ${length} ${unit} long; the limit is ${max}.`,
    headerShort: (length: number, min: number, unit: string) => `The first line is ${length} ${unit} long; it has to have ${min} at least.`,
    headerTrim: 'The first line has no white space at its start or end.',
    scopeNone: 'There is no scope in this repository.',
    scopeUnknown: (scope: string, scopes: string) => `"${scope}" is not one of the scopes: ${scopes}.`,
    scopePattern: (scope: string, pattern: string) => `The scope "${scope}" does not match \`${pattern}\`.`,
    scopeRequired: (shape: string) => `A scope is required: \`${shape}\`.`,
    scopeRequiredFor: (type: string, shape: string) => `Commits of type ${type} need a scope: \`${shape}\`.`,
    bodyBlank: 'Between the first line and the body stands an empty line.',
    bodyLine: (length: number, max: number, unit: string) => `A line of the body is ${length} ${unit} long; the limit is ${max}.`,
    footerLine: (length: number, max: number, unit: string) => `A line of the footer is ${length} ${unit} long; the limit is ${max}.`,
    bodyRequired: 'A body is required: after an empty line, say why the change is needed.',
    bodyRequiredFor: (type: string) => `Commits of type ${type} need a body: after an empty line, say why the change is needed.`,
    breakingMark: (footer: string) => `A breaking change is marked by the footer \`${footer}\`, not by \`!\`.`,
    breakingNone: 'The mark `!` is not used here.',
    emoji: (emoji: string, type: string) => `The subject of ${type} begins with ${emoji} and a space.`,
    ticketFooter: (footer: string) => `The ticket is missing: \`${footer}\` at the end.`,
    ticketSubject: (ticket: string) => `The ticket is missing: \`${ticket}\` before the subject.`,
    ticketScope: (ticket: string) => `The ticket is missing: \`(${ticket})\` behind the type.`,
    ticketBad: (text: string, pattern: string) => `"${text}" is not a ticket: it does not match \`${pattern}\`.`,
    trailerRequired: (line: string) => `The last paragraph lacks the line \`${line}\`.`,
    trailerForbidden: (key: string) => `The trailer \`${key}\` is not used here.`,
    /** `said`: the rule's own English words. */
    other: (rule: string, said: string) => `${rule}: ${said}.`,
  },
  explain: {
    rejected: 'The commit message does not keep to the convention.',
    warned: 'The commit message keeps to the convention, with a remark.',
    nearest: (value: string) => `Did you mean ${value}?`,
    corrected: 'Corrected:',
    example: 'For example:',
    more: (count: number) => `and ${count} more`,
  },
}))
