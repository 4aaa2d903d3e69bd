// @ts-check

/** The parser option that says that the rules of a file need type information, whatever else its entries say. */
export const typesOption = 'conventionsTypes'

/** A parser of typescript-eslint before 8: it knows nothing of `projectService`, so where it reads files there are no types for ours. @param {any} parser */
export const isOldParser = (parser) => typeof parser?.createProgram === 'function' && Number.parseInt(parser.meta?.version ?? parser.version, 10) < 8

/** No tsconfig holds the file, or the one that should cannot be read: it extends what a build has yet to make. */
const unusable = /was not found (?:by the project service|in any of the provided project)|includes? this file|Unable to parse the specified 'tsconfig' file/

/**
 * The parser of typescript-eslint with type information for every file: one that no tsconfig holds gets a program of its own, where
 * `projectService` alone would fail. So linting a script or a config file is never a reason to touch a tsconfig. Where other entries name a
 * `project`, it is used: typescript-eslint 8 refuses both at once.
 *
 * @param {any} parser of typescript-eslint
 * @param {any} ts the `typescript` that goes with it
 * @returns {any} a parser for `languageOptions.parser`
 */
export function typedParser(parser, ts) {
  const options = {
    strict: true, noEmit: true, skipLibCheck: true, allowJs: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler, jsx: ts.JsxEmit.Preserve, allowImportingTsExtensions: true,
  }
  const host = rememberingHost(ts, options)
  const isReadable = readableConfigs(ts)
  return {
    ...parser,
    meta: { ...parser.meta, name: 'create-conventions/typescript' },
    parseForESLint(/** @type {string} */ code, /** @type {any} */ given) {
      const parserOptions = withTypes(given)
      try {
        const parsed = parser.parseForESLint(code, parserOptions)
        // In an editor, and with `--fix`, such a tsconfig passes: what it should extend is left out, strictness among it.
        if (!parserOptions.projectService || isReadable(parsed.services?.program?.getCompilerOptions().configFilePath)) return parsed
      } catch (error) {
        if (!unusable.test(String(error))) throw error
      }
      const { projectService: _, project: __, ...rest } = parserOptions
      // The text that is linted, which need not be the one on disk.
      const getSourceFile = (/** @type {string} */ path, /** @type {any[]} */ ...more) =>
        same(path, parserOptions.filePath) ? ts.createSourceFile(path, code, more[0], true) : host.getSourceFile(path, ...more)
      return parser.parseForESLint(code, { ...rest, programs: [ts.createProgram([parserOptions.filePath], options, { ...host, getSourceFile })] })
    },
  }
}

/** Whether a tsconfig can be read with all that it extends; once it can, it is not asked again. @param {any} ts @returns {(path: string | undefined) => boolean} */
function readableConfigs(ts) {
  /** @type {Set<string>} */
  const known = new Set()
  return (path) => {
    if (path === undefined || known.has(path)) return true
    /** @type {{ readonly code: number }[]} */
    const wrong = []
    // Which files it holds is not asked: none is what this host finds.
    const parsed = ts.getParsedCommandLineOfConfigFile(path, {}, { ...ts.sys, readDirectory: () => [], onUnRecoverableConfigFileDiagnostic: (/** @type {any} */ problem) => wrong.push(problem) })
    if ([...wrong, ...parsed?.errors ?? []].some(({ code }) => code !== noInputs && code !== emptyFiles)) return false
    known.add(path)
    return true
  }
}

const noInputs = 18003
const emptyFiles = 18002

/**
 * A host that parses a file again only once it changed: programs of one file each share the libraries and packages that they read, which are nearly all of them.
 * Programs of the same options may share what is parsed and bound; TypeScript's own `DocumentRegistry` does so.
 *
 * @param {any} ts @param {object} options @returns {any}
 */
function rememberingHost(ts, options) {
  const host = ts.createCompilerHost(options, true)
  /** @type {Map<string, { changed: number, file: any }>} */
  const known = new Map()
  return {
    ...host,
    getSourceFile(/** @type {string} */ path, /** @type {any} */ how, /** @type {any[]} */ ...more) {
      // One path is read in two ways where package.json beside it changes its mind.
      const key = `${how?.impliedNodeFormat ?? ''} ${path}`
      const changed = ts.sys.getModifiedTime?.(path)?.getTime()
      const earlier = known.get(key)
      if (earlier !== undefined && earlier.changed === changed) return earlier.file
      const file = host.getSourceFile(path, how, ...more)
      if (file !== undefined && changed !== undefined) known.set(key, { changed, file })
      return file
    },
  }
}

/** @param {any} parserOptions */
function withTypes(parserOptions) {
  const { [typesOption]: wanted, project, projectService, programs } = parserOptions
  if (project) return { ...parserOptions, projectService: false }
  return wanted && !projectService && !programs ? { ...parserOptions, projectService: true } : parserOptions
}

const same = (/** @type {string} */ a, /** @type {string} */ b) => a.replaceAll('\\', '/').toLowerCase() === b.replaceAll('\\', '/').toLowerCase()

/**
 * ESLint's own parser for `.js` files that package.json says nothing about: scripts, or modules where only a module can hold what is in them, which is
 * how Node 22 tells them apart too.
 *
 * @param {any} espree @param {any} scope `eslint-scope`; both as the ESLint that is here has them
 * @returns {any} a parser for `languageOptions.parser`
 */
export function scriptOrModule(espree, scope) {
  return {
    meta: { name: 'create-conventions/script-or-module' },
    parseForESLint(/** @type {string} */ code, /** @type {any} */ options) {
      try {
        return { ast: espree.parse(code, options) }
      } catch (error) {
        if (!/'sourceType: module'|outside a module/.test(String(error))) throw error
        const ast = espree.parse(code, { ...options, sourceType: 'module' })
        const scopeManager = scope.analyze(ast, {
          ignoreEval: true, ecmaVersion: options.ecmaVersion ?? 2026, sourceType: 'module', childVisitorKeys: espree.VisitorKeys, fallback: 'iteration', jsx: true,
        })
        return { ast, scopeManager, visitorKeys: espree.VisitorKeys }
      }
    },
  }
}
