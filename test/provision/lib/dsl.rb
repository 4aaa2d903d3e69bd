# Reads a Brewfile by Homebrew's own DSL and prints its entries as JSON. HB is a clone of Homebrew/brew, which is not changed.
# What the DSL would ask the machine is stubbed; whatever would start a program raises.
require "json"
require "pathname"
require "stringio"
library = File.join(ENV.fetch("HB"), "Library/Homebrew")
sorbet = Dir[File.join(library, "vendor/bundle/ruby/*/gems/sorbet-runtime-*/lib")].first
$LOAD_PATH.unshift(sorbet) if sorbet
require "sorbet-runtime"
require "tmpdir"
# The DSL loads these when it needs a name; the stubs below are there already.
stubs = Dir.mktmpdir
at_exit { FileUtils.remove_entry(stubs) }
File.write(File.join(stubs, "utils.rb"), "")
$LOAD_PATH.unshift(stubs)
class Module; include T::Sig; end
%i[system ` exec spawn].each { |name| Kernel.define_method(name) { |*| raise "a program was called" } }
module Utils; def self.name_from_full_name(name) = name.split("/").last; end
module OS; def self.mac? = true; def self.linux? = false; def self.wsl? = false; end
module Homebrew; module Bundle; class << self; def extensions = []; def method_missing(*) = nil; def respond_to_missing?(*) = true; end; end; end
require File.join(library, "bundle/dsl")
dsl = Homebrew::Bundle::Dsl.new(Pathname(ARGV.fetch(0)))
puts JSON.generate(dsl.entries.map { |entry| { type: entry.type, name: entry.name, options: entry.options } })
