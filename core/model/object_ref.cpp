#include "core/model/object_ref.h"
