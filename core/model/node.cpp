#include "core/model/node.h"
