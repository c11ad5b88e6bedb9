// Starts the bundle. Old syntax on purpose: a Node that is too old has to get as far as saying so.
'use strict'
var path = require('path')
var fs = require('fs')
var url = require('url')

module.exports = function launch(words) {
  var major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    process.stderr.write('error: kubectl gitops needs Node 20 or newer, this is ' + process.version + '\n')
    process.exit(2)
  }
  var bundle = path.join(__dirname, '..', 'dist', 'main.mjs')
  if (!fs.existsSync(bundle)) {
    process.stderr.write('error: ' + bundle + ' is missing: run "npm run build" in the repository first\n')
    process.exit(2)
  }
  var loader = require('module')
  if (loader.enableCompileCache) loader.enableCompileCache()
  if (words) process.argv.splice(2, 0, words)
  import(url.pathToFileURL(bundle).href)
}
