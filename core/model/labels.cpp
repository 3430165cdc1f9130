#include "core/model/labels.h"
