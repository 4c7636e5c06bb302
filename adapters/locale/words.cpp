#include "adapters/locale/words.hpp"

#include "adapters/locale/icu_error.hpp"

#include <cstdint>
#include <memory>
#include <optional>

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

namespace gozin {
namespace {

constexpr UChar32 kZwnj = 0x200C;
constexpr UChar32 kZwj = 0x200D;
constexpr UChar32 kTatweel = 0x0640;
constexpr UChar32 kYeh = 0x06CC;
constexpr UChar32 kKaf = 0x06A9;
constexpr UChar32 kAlef = 0x0627;
constexpr UChar32 kWaw = 0x0648;

bool is_valid_utf8(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;
  u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()), &status);
  return status != U_INVALID_CHAR_FOUND;
}

icu::UnicodeString decoded(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
}

std::string encoded(icu::UnicodeString const& text) {
  std::string result;
  return text.toUTF8String(result);
}

icu::UnicodeString normalized(icu::Normalizer2 const& normalizer, icu::UnicodeString const& text) {
  UErrorCode status = U_ZERO_ERROR;
  auto result = normalizer.normalize(text, status);
  require(status, "normalisation");
  return result;
}

icu::Normalizer2 const& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  auto const* const normalizer = icu::Normalizer2::getNFCInstance(status);
  require(status, "NFC data");
  return *normalizer;
}

icu::Normalizer2 const& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  auto const* const normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  require(status, "NFKC_Casefold data");
  return *normalizer;
}

/// Arabic yeh, alef maksura and Arabic kaf look like the Persian letters in their place and are
/// typed for them; no normal form of Unicode maps them.
UChar32 persian_letter(UChar32 c) {
  switch (c) {
    case 0x064A:
    case 0x0649:
      return kYeh;
    case 0x0643:
      return kKaf;
    default:
      return c;
  }
}

UChar32 letter_without_hamza(UChar32 c) {
  switch (c) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
      return kAlef;
    case 0x0624:
      return kWaw;
    case 0x0626:
      return kYeh;
    default:
      return persian_letter(c);
  }
}

bool is_vowel_sign(UChar32 c) { return (c >= 0x064B && c <= 0x0652) || c == 0x0670; }

icu::UnicodeString folded(icu::UnicodeString const& text) {
  auto const source = normalized(nfkc_casefold(), text);
  icu::UnicodeString key;
  for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1)) {
    UChar32 const c = source.char32At(at);
    if (is_vowel_sign(c) || c == kTatweel || u_isUWhiteSpace(c)) continue;
    // NFKC leaves digits of other scripts alone; their decimal value is the same for all.
    auto const digit = u_charDigitValue(c);
    key.append(digit >= 0 ? static_cast<UChar32>('0' + digit) : letter_without_hamza(c));
  }
  return key;
}

/// Reads a name character by character and keeps what may stand in it.
class NameFilter {
 public:
  /// False when the name must not hold the character.
  [[nodiscard]] bool take(UChar32 c) {
    if (is_isolate_start(c)) return ++open_isolates_ > 0;
    if (c == kIsolateEnd) return --open_isolates_ >= 0;
    if (is_invisible(c)) return true;
    if (u_isUWhiteSpace(c)) return wait_with(' ');
    if (c == kZwnj) return wait_with(kZwnj);
    if (c != kZwj && is_forbidden(c)) return false;
    if (waiting_ && !name_.isEmpty()) name_.append(*waiting_);
    waiting_.reset();
    name_.append(c);
    has_letter_ = has_letter_ || u_isalnum(c) != 0;
    return true;
  }

  [[nodiscard]] bool isolates_are_closed() const { return open_isolates_ == 0; }
  [[nodiscard]] bool has_letter() const { return has_letter_; }
  [[nodiscard]] icu::UnicodeString const& name() const { return name_; }

 private:
  static constexpr UChar32 kIsolateEnd = 0x2069;

  static bool is_isolate_start(UChar32 c) { return c >= 0x2066 && c <= 0x2068; }

  /// Marks that come along with pasted text and mean nothing in a name.
  static bool is_invisible(UChar32 c) {
    return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x061C || c == 0x00AD || c == 0xFEFF ||
           c == kTatweel;
  }

  /// Bidirectional embeddings and overrides are among the format characters.
  static bool is_forbidden(UChar32 c) {
    return (U_MASK(u_charType(c)) & (U_GC_C_MASK | U_GC_Z_MASK)) != 0;
  }

  /// Blanks and ZWNJ reach the name only between two characters, one for any number of them; a
  /// blank wins over the ZWNJ beside it.
  bool wait_with(UChar32 c) {
    if (waiting_ != ' ') waiting_ = c;
    return true;
  }

  icu::UnicodeString name_;
  std::optional<UChar32> waiting_;
  int open_isolates_ = 0;
  bool has_letter_ = false;
};

icu::UnicodeString with_persian_letters(icu::UnicodeString const& text) {
  icu::UnicodeString result;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
    result.append(persian_letter(text.char32At(at)));
  return result;
}

std::unique_ptr<icu::Collator> make_collator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator{
      icu::Collator::createInstance(icu::Locale{"fa_IR"}, status)};
  require(status, "Persian collation");
  return collator;
}

}  // namespace

std::string search_key_of(std::string_view text) {
  auto key = folded(decoded(text));
  // Dropping a mark can bring together letters that NFKC composes; the next pass sees them.
  for (auto next = folded(key); next != key; next = folded(key)) key = next;
  return encoded(key);
}

std::string sort_key_of(std::string_view text) {
  thread_local auto const collator = make_collator();
  auto const source = decoded(text);
  std::string key(text.size() * 4 + 16, '\0');
  auto const fill = [&] {
    return collator->getSortKey(source, reinterpret_cast<std::uint8_t*>(key.data()),
                                static_cast<std::int32_t>(key.size()));
  };
  auto size = static_cast<std::size_t>(fill());
  if (size > key.size()) {
    key.resize(size);
    size = static_cast<std::size_t>(fill());
  }
  key.resize(size - 1);  // Without the closing NUL.
  return key;
}

Result<std::string> cleaned_name(std::string_view text) {
  if (!is_valid_utf8(text)) return Rejection{EngineReason::text_must_be_clean};
  auto const source = decoded(text);
  NameFilter filter;
  for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1))
    if (!filter.take(source.char32At(at))) return Rejection{EngineReason::text_must_be_clean};
  if (!filter.isolates_are_closed()) return Rejection{EngineReason::text_must_be_clean};
  if (!filter.has_letter()) return Rejection{EngineReason::text_must_be_given};
  return encoded(with_persian_letters(normalized(nfc(), filter.name())));
}

std::size_t columns_of(std::string_view text) {
  auto const source = decoded(text);
  std::size_t columns = 0;
  for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1)) {
    UChar32 const c = source.char32At(at);
    if ((U_MASK(u_charType(c)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_C_MASK)) != 0) continue;
    auto const breadth = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    columns += breadth == U_EA_WIDE || breadth == U_EA_FULLWIDTH ? 2 : 1;
  }
  return columns;
}

}  // namespace gozin
