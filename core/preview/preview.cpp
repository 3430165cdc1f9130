#include "core/preview/preview.h"
