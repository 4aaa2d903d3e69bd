const path = require('node:path')
exports.file = path.join(__dirname, 'file.txt')
