#include "core/model/issue.h"
