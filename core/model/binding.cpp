#include "core/model/binding.h"
