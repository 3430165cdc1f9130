#include "core/snapshot/shapes.h"

#include <algorithm>

#include "core/snapshot/codec.h"

namespace core::snapshot {

ShapePtr kept(PodShape shape)
{
    std::string bytes = detail::encoded(shape);
    return std::make_shared<const KeptShape>(KeptShape{std::move(shape), std::move(bytes)});
}

bool PodShapes::operator==(const PodShapes& other) const
{
    return std::equal(m_shapes.begin(), m_shapes.end(), other.m_shapes.begin(), other.m_shapes.end(),
                      [](const ShapePtr& a, const ShapePtr& b) { return a == b || a->shape == b->shape; });
}

} // namespace core::snapshot
