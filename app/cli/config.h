#pragma once

#include <map>
#include <string>

#include "app/cli/verb.h"
#include "core/base/result.h"

/// `$XDG_CONFIG_HOME/berth/config.yaml` (`~/.config/berth/config.yaml` without the variable): what flags would say every
/// time. Keys are the long names of the flags that may stand there; others are kept and left alone.
///
///     apiVersion: berth/v1
///     kind: Config
///     color: never
///     fleet: /srv/fleet.berth
///     output: wide
namespace cli {

struct Setting {
    std::string value;
    std::string where; ///< "/home/a/.config/berth/config.yaml:3"
};

struct Config {
    std::string path; ///< empty: there is no home to look in
    bool there = false;
    std::map<std::string, Setting, std::less<>> settings;
    std::vector<std::string> unknown; ///< "config.yaml:7: colour"
};

/// @errors Denied, Malformed (with the place).
[[nodiscard]] core::Result<Config> readConfig();

} // namespace cli
