/** Generated from the database by "npm run db -- types". Do not edit. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  // Allows to automatically instantiate createClient with right options
  // instead of createClient<Database, { PostgrestVersion: 'XX' }>(URL, KEY)
  __InternalSupabase: {
    PostgrestVersion: '13';
  };
  api: {
    Tables: {
      [_ in never]: never;
    };
    Views: {
      agreements: {
        Row: {
          amount: number | null;
          case_id: string | null;
          created_at: string | null;
          effective_on: string | null;
          form: string | null;
          id: string | null;
          perform_by: string | null;
          terms: string | null;
        };
        Insert: {
          amount?: number | null;
          case_id?: string | null;
          created_at?: string | null;
          effective_on?: string | null;
          form?: string | null;
          id?: string | null;
          perform_by?: string | null;
          terms?: string | null;
        };
        Update: {
          amount?: number | null;
          case_id?: string | null;
          created_at?: string | null;
          effective_on?: string | null;
          form?: string | null;
          id?: string | null;
          perform_by?: string | null;
          terms?: string | null;
        };
        Relationships: [];
      };
      case_events: {
        Row: {
          actor_kind: string | null;
          actor_name: string | null;
          at: string | null;
          case_id: string | null;
          from_status: string | null;
          id: number | null;
          organisation_name: string | null;
          payload: Json | null;
          role: string | null;
          seq: number | null;
          to_status: string | null;
          verb: string | null;
        };
        Insert: {
          actor_kind?: string | null;
          actor_name?: string | null;
          at?: string | null;
          case_id?: string | null;
          from_status?: string | null;
          id?: number | null;
          organisation_name?: string | null;
          payload?: Json | null;
          role?: string | null;
          seq?: number | null;
          to_status?: string | null;
          verb?: string | null;
        };
        Update: {
          actor_kind?: string | null;
          actor_name?: string | null;
          at?: string | null;
          case_id?: string | null;
          from_status?: string | null;
          id?: number | null;
          organisation_name?: string | null;
          payload?: Json | null;
          role?: string | null;
          seq?: number | null;
          to_status?: string | null;
          verb?: string | null;
        };
        Relationships: [];
      };
      cases: {
        Row: {
          amount: number | null;
          answer: string | null;
          channel: string | null;
          city_code: string | null;
          closed_at: string | null;
          county_code: string | null;
          created_at: string | null;
          danger: boolean | null;
          due_at: string | null;
          due_stage: string | null;
          grade: string | null;
          id: string | null;
          latitude: number | null;
          lead_organisation_id: string | null;
          lead_organisation_name: string | null;
          light: string | null;
          location_basis: string | null;
          longitude: number | null;
          mediator_id: string | null;
          mediator_name: string | null;
          number: string | null;
          outcome: string | null;
          people_count: number | null;
          place: string | null;
          region_code: string | null;
          region_path: string | null;
          responsible_organisation_id: string | null;
          responsible_organisation_name: string | null;
          return_count: number | null;
          status: string | null;
          summary: string | null;
          town_code: string | null;
          type_code: string | null;
          type_name: string | null;
          type_name_en: string | null;
          updated_at: string | null;
          version: number | null;
          village_code: string | null;
        };
        Relationships: [];
      };
      channels: {
        Row: {
          code: string | null;
          name: string | null;
          name_en: string | null;
          sort: number | null;
        };
        Insert: {
          code?: string | null;
          name?: string | null;
          name_en?: string | null;
          sort?: number | null;
        };
        Update: {
          code?: string | null;
          name?: string | null;
          name_en?: string | null;
          sort?: number | null;
        };
        Relationships: [];
      };
      deadlines: {
        Row: {
          case_id: string | null;
          due_at: string | null;
          id: number | null;
          light: string | null;
          met_at: string | null;
          provisional: boolean | null;
          stage: string | null;
          starts_at: string | null;
        };
        Insert: {
          case_id?: string | null;
          due_at?: string | null;
          id?: number | null;
          light?: never;
          met_at?: string | null;
          provisional?: boolean | null;
          stage?: string | null;
          starts_at?: string | null;
        };
        Update: {
          case_id?: string | null;
          due_at?: string | null;
          id?: number | null;
          light?: never;
          met_at?: string | null;
          provisional?: boolean | null;
          stage?: string | null;
          starts_at?: string | null;
        };
        Relationships: [];
      };
      dispute_types: {
        Row: {
          code: string | null;
          hint: string | null;
          name: string | null;
          name_en: string | null;
          parent_code: string | null;
          sort: number | null;
        };
        Insert: {
          code?: string | null;
          hint?: string | null;
          name?: string | null;
          name_en?: string | null;
          parent_code?: string | null;
          sort?: number | null;
        };
        Update: {
          code?: string | null;
          hint?: string | null;
          name?: string | null;
          name_en?: string | null;
          parent_code?: string | null;
          sort?: number | null;
        };
        Relationships: [];
      };
      organisations: {
        Row: {
          active: boolean | null;
          address: string | null;
          capacity: number | null;
          duty_hours: string | null;
          id: string | null;
          kind: string | null;
          latitude: number | null;
          level: number | null;
          longitude: number | null;
          name: string | null;
          open_cases: number | null;
          parent_id: string | null;
          parent_name: string | null;
          phone: string | null;
          region_code: string | null;
          region_codes: string[] | null;
          region_path: string | null;
          short_name: string | null;
          territorial: boolean | null;
          type_codes: string[] | null;
        };
        Relationships: [];
      };
      parties: {
        Row: {
          case_id: string | null;
          id: string | null;
          id_number: string | null;
          kind: string | null;
          name: string | null;
          phone: string | null;
          side: string | null;
        };
        Insert: {
          case_id?: string | null;
          id?: string | null;
          id_number?: string | null;
          kind?: string | null;
          name?: string | null;
          phone?: string | null;
          side?: string | null;
        };
        Update: {
          case_id?: string | null;
          id?: string | null;
          id_number?: string | null;
          kind?: string | null;
          name?: string | null;
          phone?: string | null;
          side?: string | null;
        };
        Relationships: [];
      };
      posts: {
        Row: {
          account: string | null;
          active: boolean | null;
          id: string | null;
          open_cases: number | null;
          organisation_id: string | null;
          organisation_level: number | null;
          organisation_name: string | null;
          region_code: string | null;
          region_path: string | null;
          role: string | null;
          staff_id: string | null;
          staff_name: string | null;
          valid_from: string | null;
          valid_to: string | null;
        };
        Relationships: [];
      };
      region_outlines: {
        Row: {
          outline: Json | null;
          region_code: string | null;
        };
        Insert: {
          outline?: Json | null;
          region_code?: string | null;
        };
        Update: {
          outline?: Json | null;
          region_code?: string | null;
        };
        Relationships: [];
      };
      regions: {
        Row: {
          code: string | null;
          latitude: number | null;
          level: number | null;
          longitude: number | null;
          name: string | null;
          parent_code: string | null;
          path: string | null;
          position_basis: string | null;
        };
        Insert: {
          code?: string | null;
          latitude?: number | null;
          level?: number | null;
          longitude?: number | null;
          name?: string | null;
          parent_code?: string | null;
          path?: string | null;
          position_basis?: string | null;
        };
        Update: {
          code?: string | null;
          latitude?: number | null;
          level?: number | null;
          longitude?: number | null;
          name?: string | null;
          parent_code?: string | null;
          path?: string | null;
          position_basis?: string | null;
        };
        Relationships: [];
      };
      sessions: {
        Row: {
          attendees: string | null;
          case_id: string | null;
          created_at: string | null;
          held_at: string | null;
          id: string | null;
          kind: string | null;
          place: string | null;
          recorded_by_name: string | null;
          seq: number | null;
          summary: string | null;
        };
        Insert: {
          attendees?: string | null;
          case_id?: string | null;
          created_at?: string | null;
          held_at?: string | null;
          id?: string | null;
          kind?: string | null;
          place?: string | null;
          recorded_by_name?: string | null;
          seq?: number | null;
          summary?: string | null;
        };
        Update: {
          attendees?: string | null;
          case_id?: string | null;
          created_at?: string | null;
          held_at?: string | null;
          id?: string | null;
          kind?: string | null;
          place?: string | null;
          recorded_by_name?: string | null;
          seq?: number | null;
          summary?: string | null;
        };
        Relationships: [];
      };
    };
    Functions: {
      accept_case: {
        Args: {
          case_id: string;
          expected_version: number;
          grade: string;
          request_id: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      answer_case: {
        Args: {
          answer: string;
          case_id: string;
          expected_version: number;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      assign_mediator: {
        Args: {
          case_id: string;
          expected_version: number;
          mediator_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      available_actions: {
        Args: { case_id: string };
        Returns: {
          verb: string;
        }[];
      };
      case_counts: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['status_count'][];
        SetofOptions: {
          from: '*';
          to: 'status_count';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      close_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      conclude_case: {
        Args: {
          amount?: number;
          case_id: string;
          expected_version: number;
          outcome: string;
          perform_by?: string;
          request_id: string;
          terms: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      dispatch_case: {
        Args: {
          case_id: string;
          expected_version: number;
          note?: string;
          organisation_id: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      file_case: {
        Args: {
          amount?: number;
          applicant: Json;
          consent_version: string;
          danger?: boolean;
          latitude?: number;
          longitude?: number;
          people_count?: number;
          place?: string;
          region_code: string;
          request_id: string;
          respondent?: Json;
          summary: string;
          type_code: string;
        };
        Returns: Database['api']['CompositeTypes']['filing_receipt'][];
        SetofOptions: {
          from: '*';
          to: 'filing_receipt';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      filing_form: { Args: Record<PropertyKey, never>; Returns: Json };
      list_mediators: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['mediator_choice'][];
        SetofOptions: {
          from: '*';
          to: 'mediator_choice';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      locate: {
        Args: { latitude: number; longitude: number };
        Returns: {
          code: string;
          name: string;
        }[];
      };
      log_session: {
        Args: {
          attendees?: string;
          case_id: string;
          expected_version: number;
          held_at: string;
          kind: string;
          place?: string;
          request_id: string;
          summary: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      public_outlines: {
        Args: Record<PropertyKey, never>;
        Returns: {
          name: string;
          outline: Json;
          region_code: string;
        }[];
      };
      public_regions: {
        Args: { parent_code: string };
        Returns: Database['api']['CompositeTypes']['public_region'][];
        SetofOptions: {
          from: '*';
          to: 'public_region';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      return_case: {
        Args: {
          case_id: string;
          expected_version: number;
          reason: string;
          request_id: string;
        };
        Returns: Database['api']['CompositeTypes']['verb_result'][];
        SetofOptions: {
          from: '*';
          to: 'verb_result';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      reveal_party: {
        Args: { party_id: string; reason: string };
        Returns: Database['api']['CompositeTypes']['revealed_party'][];
        SetofOptions: {
          from: '*';
          to: 'revealed_party';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      search_cases: {
        Args: { words: string };
        Returns: {
          amount: number | null;
          answer: string | null;
          channel: string | null;
          city_code: string | null;
          closed_at: string | null;
          county_code: string | null;
          created_at: string | null;
          danger: boolean | null;
          due_at: string | null;
          due_stage: string | null;
          grade: string | null;
          id: string | null;
          latitude: number | null;
          lead_organisation_id: string | null;
          lead_organisation_name: string | null;
          light: string | null;
          location_basis: string | null;
          longitude: number | null;
          mediator_id: string | null;
          mediator_name: string | null;
          number: string | null;
          outcome: string | null;
          people_count: number | null;
          place: string | null;
          region_code: string | null;
          region_path: string | null;
          responsible_organisation_id: string | null;
          responsible_organisation_name: string | null;
          return_count: number | null;
          status: string | null;
          summary: string | null;
          town_code: string | null;
          type_code: string | null;
          type_name: string | null;
          type_name_en: string | null;
          updated_at: string | null;
          version: number | null;
          village_code: string | null;
        }[];
        SetofOptions: {
          from: '*';
          to: 'cases';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      suggest_dispatch: {
        Args: { case_id: string };
        Returns: Database['api']['CompositeTypes']['dispatch_suggestion'][];
        SetofOptions: {
          from: '*';
          to: 'dispatch_suggestion';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      switch_post: {
        Args: { post_id: string };
        Returns: Database['api']['CompositeTypes']['identity'][];
        SetofOptions: {
          from: '*';
          to: 'identity';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      track_case: {
        Args: { number: string; tracking_code: string };
        Returns: Database['api']['CompositeTypes']['tracked_case'][];
        SetofOptions: {
          from: '*';
          to: 'tracked_case';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      who_am_i: {
        Args: Record<PropertyKey, never>;
        Returns: Database['api']['CompositeTypes']['identity'][];
        SetofOptions: {
          from: '*';
          to: 'identity';
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      dispatch_suggestion: {
        organisation_id: string | null;
        name: string | null;
        kind: string | null;
        level: number | null;
        score: number | null;
        open_cases: number | null;
        capacity: number | null;
        distance_km: number | null;
        longitude: number | null;
        latitude: number | null;
        phone: string | null;
        reasons: Json | null;
      };
      filing_receipt: {
        number: string | null;
        tracking_code: string | null;
        filed_at: string | null;
        region_path: string | null;
        desk_name: string | null;
        desk_phone: string | null;
        due_at: string | null;
        provisional: boolean | null;
      };
      identity: {
        staff_id: string | null;
        name: string | null;
        account: string | null;
        post_id: string | null;
        role: string | null;
        organisation_id: string | null;
        organisation_name: string | null;
        territorial: boolean | null;
        scope_code: string | null;
        scope_level: number | null;
        scope_name: string | null;
        posts: Json | null;
      };
      mediator_choice: {
        staff_id: string | null;
        name: string | null;
        open_cases: number | null;
        is_me: boolean | null;
      };
      public_region: {
        code: string | null;
        name: string | null;
        level: number | null;
        longitude: number | null;
        latitude: number | null;
      };
      revealed_party: {
        name: string | null;
        phone: string | null;
        id_number: string | null;
        address: string | null;
      };
      status_count: {
        status: string | null;
        n: number | null;
      };
      tracked_case: {
        number: string | null;
        status: string | null;
        type_name: string | null;
        type_name_en: string | null;
        region_path: string | null;
        filed_at: string | null;
        organisation_name: string | null;
        organisation_phone: string | null;
        due_stage: string | null;
        due_at: string | null;
        provisional: boolean | null;
        light: string | null;
        answer: string | null;
        outcome: string | null;
        agreement_form: string | null;
        effective_on: string | null;
        perform_by: string | null;
        closed_at: string | null;
        stages: Json | null;
      };
      verb_result: {
        id: string | null;
        number: string | null;
        status: string | null;
        version: number | null;
      };
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    keyof (DefaultSchema['Tables'] & DefaultSchema['Views']) | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    keyof DefaultSchema['CompositeTypes'] | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals;
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  api: {
    Enums: {},
  },
} as const;
