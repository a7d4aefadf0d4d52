import CProcess

// Everything is in functions: code at the top level of this file would belong to the main actor.
cprocess_install()
exitProcess(Shell.run(Array(Installation.call.dropFirst())))
