#pragma once

class QCoreApplication;
class QLocale;

namespace ui {

/// Icons and translations, which stand in this static library: a program calls it once, before the first window.
void initResources();
/// The texts of the window and of the engine in the locale's language; English, with its plurals, where there are none.
void installTexts(QCoreApplication& application, const QLocale& locale);

} // namespace ui
