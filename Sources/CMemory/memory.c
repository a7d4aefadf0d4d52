// The package manager wants a source file; all there is stands in the header.
#include "CMemory.h"
