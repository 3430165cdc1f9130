#pragma once

#include <string>
#include <utility>

namespace core {

/// A token, a password, a private key. It compares and moves like a text, but there is one way out only, `reveal()`, which is
/// called where the value leaves for the server it belongs to and nowhere else; nothing prints it, and the bytes are wiped when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value)
        : m_value(std::move(value))
    {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept
        : m_value(std::move(other.m_value))
    {
        other.wipe(); // a short text is copied by a move
    }
    Secret& operator=(const Secret& other)
    {
        if (this != &other) {
            wipe();
            m_value = other.m_value;
        }
        return *this;
    }
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            wipe();
            m_value = std::move(other.m_value);
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    [[nodiscard]] const std::string& reveal() const { return m_value; }
    [[nodiscard]] bool empty() const { return m_value.empty(); }
    bool operator==(const Secret&) const = default;

private:
    void wipe()
    {
        volatile char* bytes = m_value.data();
        for (std::size_t i = 0; i < m_value.size(); ++i) bytes[i] = '\0';
        m_value.clear();
    }

    std::string m_value;
};

} // namespace core
