using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// A type that makes its own converter, and reads nothing of itself while it does. An attribute can't name an open generic converter, and making one by reflection needs code
/// generation at run time, which an AOT-compiled program hasn't; asking an instance without content for it needs neither.
/// </summary>
internal interface IJsonConverterSource
{
    JsonConverter CreateConverter();
}
