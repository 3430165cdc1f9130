#include "core/estimate/stock.h"
