#include <QCoreApplication>

#include "tests/support/test.h"

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    return test::run(argc, argv);
}
