#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/pod.h"

/// What pods have in common, once for all of them and for every version of their table.
namespace core::snapshot {

/// What pods of one kind have in common: everything but name, node and times. A Deployment's pods share one.
struct PodShape {
    model::Pod
        pod; ///< defaults applied; name, uid, nodeName and times empty, nominatedNodeName of pods without a node alone; annotations only those that placement reads;
             ///< env values, arguments and script lines that could be secrets are blanked (privacy.h). A pod
             ///< bound to a node that is not in the table keeps nodeName and phase, and holds nothing.
    model::Requests requests; ///< effective, with overhead
    bool daemonSet = false;
    bool holdsPorts = false;
    bool operator==(const PodShape&) const = default;
};

/// A shape with its bytes (codec.h), by which shapes are told apart, sorted and sealed. Both are dear to make, so they are made once.
struct KeptShape {
    PodShape shape;
    std::string bytes;
};
using ShapePtr = std::shared_ptr<const KeptShape>;
[[nodiscard]] ShapePtr kept(PodShape shape);

/// The shapes of one table. A copy shares them: with each event a table is copied, and few of its shapes are others then.
class PodShapes {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = PodShape;
        using difference_type = std::ptrdiff_t;
        using pointer = const PodShape*;
        using reference = const PodShape&;

        Iterator() = default;
        explicit Iterator(std::vector<ShapePtr>::const_iterator at)
            : m_at(at)
        {}
        reference operator*() const { return (*m_at)->shape; }
        pointer operator->() const { return &(*m_at)->shape; }
        Iterator& operator++()
        {
            ++m_at;
            return *this;
        }
        Iterator operator++(int) { return Iterator(m_at++); }
        bool operator==(const Iterator&) const = default;

    private:
        std::vector<ShapePtr>::const_iterator m_at;
    };

    [[nodiscard]] std::size_t size() const { return m_shapes.size(); }
    [[nodiscard]] bool empty() const { return m_shapes.empty(); }
    [[nodiscard]] const PodShape& operator[](std::size_t index) const { return m_shapes[index]->shape; }
    [[nodiscard]] Iterator begin() const { return Iterator(m_shapes.begin()); }
    [[nodiscard]] Iterator end() const { return Iterator(m_shapes.end()); }
    [[nodiscard]] const ShapePtr& at(std::size_t index) const { return m_shapes[index]; } ///< to be shared
    [[nodiscard]] std::string_view bytes(std::size_t index) const { return m_shapes[index]->bytes; }

    void reserve(std::size_t size) { m_shapes.reserve(size); }
    void push(ShapePtr shape) { m_shapes.push_back(std::move(shape)); }
    void push(PodShape shape) { m_shapes.push_back(kept(std::move(shape))); }

    bool operator==(const PodShapes& other) const;

private:
    std::vector<ShapePtr> m_shapes;
};

} // namespace core::snapshot
