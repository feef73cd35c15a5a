using System.Text.Json.Serialization;

namespace Psa;

/// <summary>
/// A generic value that makes its own converter. An attribute can't name an open generic converter, and making one by reflection needs code generation at run time,
/// which an AOT-compiled program hasn't; asking a default value for it needs neither.
/// </summary>
internal interface IJsonConverterSource
{
    JsonConverter CreateConverter();
}
