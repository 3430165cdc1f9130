#include <QApplication>

#include "tests/support/test.h"
#include "tests/ui/ui_support.h"

/// With the program's texts and theme.
int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    test::dress(application);
    return test::run(argc, argv);
}
