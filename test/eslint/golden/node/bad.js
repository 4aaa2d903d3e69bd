const url = require('url')
const file = __dirname + '/file.txt'
const made = new require('made')
exports = { url, file, made, buffer: new Buffer(1) }
