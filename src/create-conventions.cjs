#!/usr/bin/env node
'use strict'
// The bin that `npm create conventions` runs. A file of its own because on Windows a bin is known by the name of its file.
require('./launcher.cjs')
