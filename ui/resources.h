#pragma once

namespace ui {

/// Icons, demo and translations are in a static library: the linker takes them along only when this is called, once,
/// before the first widget.
void initResources();

} // namespace ui
