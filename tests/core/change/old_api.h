#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tests/core/change/change_support.h"

namespace test::change {

/// As one of 1.20 answers.
class OldApi final : public core::change::Api {
public:
    explicit OldApi(std::shared_ptr<core::change::Api> api)
        : m_api(std::move(api))
    {}
    const core::change::Target& target() const override { return m_api->target(); }
    std::optional<bool> isNamespaced(const core::model::ObjectRef& what) override { return m_api->isNamespaced(what); }
    void refresh() override { m_api->refresh(); }
    std::optional<int> minorVersion() override { return minor; }
    core::kube::ApiResult<core::change::Got> get(const core::model::ObjectRef& what) override
    {
        return m_api->get(what);
    }
    core::kube::ApiResult<core::change::Got> apply(const core::model::ObjectRef& what, const Json& config,
                                                   const core::change::ApplyOptions& options) override
    {
        return m_api->apply(what, config, options);
    }
    core::kube::ApiResult<core::change::Got> patch(const core::model::ObjectRef& what, const Json& operations,
                                                   bool dryRun) override
    {
        return m_api->patch(what, operations, dryRun);
    }
    core::kube::ApiResult<core::change::Got> remove(const core::model::ObjectRef& what, const core::change::Lock& lock,
                                                    const core::change::RemoveOptions& options) override
    {
        return m_api->remove(what, lock, options);
    }
    core::change::Listed list(const std::string& ns) override { return m_api->list(ns); }
    std::optional<int> minor = 20;

private:
    std::shared_ptr<core::change::Api> m_api;
};

} // namespace test::change
