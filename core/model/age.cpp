#include "core/model/age.h"
