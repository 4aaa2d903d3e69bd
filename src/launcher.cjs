#!/usr/bin/env node
'use strict'
// The bin. It must parse and run on any Node, so: ES5, no dependency, nothing of ours but start.cjs (ESLint holds it to ES5).
// On a Node we support it hands over at once; on another one it looks for one that we support and goes on under that.
var fs = require('fs')
var path = require('path')

// Loaded when it is needed: on a Node we support it is not.
function childProcess() {
  return require('child_process')
}

// The same range as `engines` in package.json.
var RANGE = '^22.22.2 || ^24.15.0 || >=26'
// The second is for platforms that the first was not published for.
var SPECS = ['node@24', 'node@26']

/** Whether `version` ('24.1.0') is in RANGE. */
function isSupported(version) {
  var parts = String(version).trim().replace(/^v/, '').split('.').map(Number)
  var minor = parts[1] || 0
  if (parts[0] === 22) return minor > 22 || (minor === 22 && (parts[2] || 0) >= 2)
  if (parts[0] === 24) return minor >= 15
  return parts[0] >= 26
}

function isKorean(env) {
  return /^ko([_.@-]|$)/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
}

var SENTENCES = {
  en: {
    goesOn: function (version) {
      return 'create-conventions needs Node ' + RANGE + '; this is ' + version + '. Going on under the npm package "node".'
    },
    howToGet: function (version) {
      return 'create-conventions needs Node ' + RANGE + ', this is ' + version + ', and the npm package "node" could not be had.\n' +
        'Install Node 24 from https://nodejs.org (or: nvm install 24, fnm install 24, mise use node@24) and run the command again.'
    }
  },
  ko: {
    goesOn: function (version) {
      return 'create-conventions에는 Node ' + RANGE + ' 버전이 필요합니다(현재 ' + version + '). npm 패키지 "node"로 이어서 실행합니다.'
    },
    howToGet: function (version) {
      return 'create-conventions에는 Node ' + RANGE + ' 버전이 필요하지만 현재 버전은 ' + version + '이고, npm 패키지 "node"도 가져오지 못했습니다.\n' +
        'https://nodejs.org 에서 Node 24를 설치한 뒤(또는 nvm install 24, fnm install 24, mise use node@24) 다시 실행해 주세요.'
    }
  }
}

/** Whether the program at `file` is a Node we support; false when it is not there or does not run. */
function isUsable(file) {
  if (!fs.existsSync(file)) return false
  var asked = childProcess().spawnSync(file, ['--version'], { encoding: 'utf8' })
  return asked.status === 0 && isSupported(asked.stdout)
}

/** A supported Node that the npm package `node` put next to the working directory or next to this package; undefined: there is none. */
function findInstalled() {
  var program = path.join('node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  var packageRoot = path.join(__dirname, '..')
  return [
    path.join(process.cwd(), 'node_modules', program),
    path.join(packageRoot, 'node_modules', program),
    path.join(packageRoot, '..', program)
  ].filter(isUsable)[0]
}

/** Asks npm where the Node of `spec` is in its cache, downloaded when it is not there yet; undefined: npm could not get it. */
function obtain(spec) {
  var question = ['exec', '--yes', '--prefer-offline', '--package=' + spec, '--', 'node', '-p', 'process.execPath']
  var stdio = ['ignore', 'pipe', 'ignore']
  var npm = process.env.npm_execpath
  var asked = npm && path.basename(npm) === 'npm-cli.js'
    ? childProcess().spawnSync(process.execPath, [npm].concat(question), { stdio: stdio })
    // npm is npm.cmd on Windows, which only a shell can run; the words are constants without anything to quote.
    : childProcess().spawnSync('npm', question, { stdio: stdio, shell: process.platform === 'win32' })
  var file = String(asked.stdout || '').trim().split(/\r?\n/).pop()
  return asked.status === 0 && file && isUsable(file) ? file : undefined
}

/** Runs the command under `node`; its terminal, exit code and signals are ours. */
function goOn(node) {
  // start.cjs and not this file: whatever `node` turns out to be, there is no second launch.
  var child = childProcess().spawn(node, [path.join(__dirname, 'start.cjs')].concat(process.argv.slice(1)), { stdio: 'inherit' })
  var signals = process.platform === 'win32' ? ['SIGINT'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
  signals.forEach(function (signal) {
    process.on(signal, function () {
      // The terminal sends Ctrl-C to the child as well; twice would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  })
  child.on('error', function (error) {
    console.error(String(error.message))
    process.exit(2)
  })
  child.on('exit', function (code, signal) {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function launch() {
  if (isSupported(process.versions.node)) {
    require('./start.cjs')
    return
  }
  var say = SENTENCES[isKorean(process.env) ? 'ko' : 'en']
  var installed = findInstalled()
  console.error(say.goesOn(process.version))
  var node = installed || obtain(SPECS[0]) || obtain(SPECS[1])
  if (node) {
    goOn(node)
    return
  }
  console.error(say.howToGet(process.version))
  process.exitCode = 2
}

launch()
