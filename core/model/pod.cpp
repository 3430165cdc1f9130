#include "core/model/pod.h"
