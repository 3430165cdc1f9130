#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

/// The files that a kubeconfig names: found, read with a bound, watched. Nothing here writes.
namespace core::kube {

/// Go's filepath.Clean, and filepath.Join of two.
[[nodiscard]] std::string cleanPath(std::string_view path);
/// `path`, standing on `folder` unless it is absolute; empty stays empty. `~` and `$NAME` are not expanded.
[[nodiscard]] std::string pathIn(std::string_view folder, std::string_view path);
[[nodiscard]] std::string folderOf(std::string_view path);
[[nodiscard]] std::string currentFolder(); ///< the process's; empty where it is gone

struct FileFault {
    enum class Kind { Missing, Directory, NotAFile, TooLarge, Refused };
    Kind kind{};
    std::string what; ///< "no such file"; without the path
};

constexpr std::size_t KubeconfigBytes = 10U << 20U;
constexpr std::size_t CredentialBytes = 64U << 10U; ///< of a token file
constexpr std::size_t CertificateBytes = 1U
                                         << 20U; ///< of a file of certificates: some hold every authority of a system

/// A pipe is read only where this process was handed it (/dev/fd/N), since another could keep it waiting for ever.
[[nodiscard]] tl::expected<std::string, FileFault> readFile(const std::string& path, std::size_t limit);
/// What opening it says; a directory can be opened.
[[nodiscard]] tl::expected<void, FileFault> tryOpen(const std::string& path);

/// Files whose change has to be noticed: kubeconfigs, those of the list that are missing, and what they refer to. Asked, not told:
/// a few `stat` calls work on every file system, and through links that are swapped, as Kubernetes swaps those of its tokens.
class Watch {
public:
    explicit Watch(std::vector<std::string> paths);
    /// The paths that changed, came or went since it was made or last asked.
    [[nodiscard]] std::vector<std::string> changed();

private:
    struct Watched {
        std::string path;
        std::string state; ///< device, inode, size and times of what the path leads to; empty where it leads nowhere
    };
    std::vector<Watched> m_files;
};

} // namespace core::kube
