#include "core/snapshot/file.h"
