import fc from 'fast-check'

const pieces = ['"', '\'', '\\', '#', '#{`id`}', '#$0', '#@x', '$(id)', '`id`', '${HOME}', '%', '!', '~', '*', '?', '[', ']', '{', '}', '(', ')', '<', '>', '|', '&', ';', '\n', '\r', '\t', '\0',
  '\u0004', '\u001a', '\u007f', '\u0085', '\u2028', '\u2029', '\ud800', '\ufeff', '\u202e', '\u2018', '\u2019', '=begin', '=end', '__END__', 'END', 'EOF', '-', '--', '-e', '{{items}}', '$&', '한국어', '👩‍👩‍👧', 'a', ' ', '.', '/', '@', ':', '=', ',', '0', 'end', 'do']

/** Texts that break out of one language or another. */
export const hostileText = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
