#include "adapters/app/city.hpp"
#include "adapters/app/serve.hpp"
#include "adapters/app/settings.hpp"
#include "adapters/app/table_file.hpp"
#include "adapters/app/upkeep.hpp"
#include "adapters/app/witness_relay.hpp"
#include "adapters/app/witness_serve.hpp"
#include "adapters/cli/services.hpp"
#include "adapters/exchange/yaml.hpp"
#include "adapters/identity/password.hpp"
#include "adapters/locale/icu_texts.hpp"

int main(int argc, char** argv) {
  using namespace gozin;
  IcuTexts const texts;
  cli::Services const services{
      .catalog = app::catalog(),
      .texts = texts,
      .open = [](cli::Opening const& opening) { return std::make_unique<app::City>(opening); },
      .read_yaml = [](std::string const& path) -> Result<cli::YamlFile> {
        auto document = exchange::read_yaml_file(path);
        if (!document) return document.error();
        auto const shared = std::make_shared<exchange::YamlDocument>(std::move(*document));
        return cli::YamlFile{shared->value, [shared](std::string const& pointer) {
                               return shared->line_of(pointer);
                             }};
      },
      .read_table = &app::read_table_file,
      .serve = [&](cli::ServeOptions const& options) { return app::serve(options, texts); },
      .settings = [](std::string const& file) { return app::settings(file); },
      .hash_password = [](std::string_view password) { return hash_password(password, {}); },
      .upkeep = app::upkeep(),
      .witness = [](cli::WitnessOptions const& options) { return app::serve_witness(options); },
      .witnesses = [](std::string const& file) { return app::configured_witnesses(file); }};
  return cli::run(argc, argv, services);
}
