#pragma once

#include "core/kube/kubeconfig.h"

/// The environment in which the window looks for what a kubeconfig names.
namespace ui {

/// Begins to ask the user's login shell for its PATH (core/kube/login_path.h), once and beside the window's thread.
void askLoginShell();
/// The process's, with what the login shell adds to PATH once it has said so.
[[nodiscard]] core::kube::Environment environment();

} // namespace ui
