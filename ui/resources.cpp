#include "ui/resources.h"

#include <QDir>

// Q_INIT_RESOURCE declares a function: it must not stand in a namespace.
static void initQtResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace ui {

void initResources()
{
    initQtResources();
}

} // namespace ui
