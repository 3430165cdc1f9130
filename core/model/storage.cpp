#include "core/model/storage.h"
